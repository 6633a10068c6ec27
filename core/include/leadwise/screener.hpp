#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/model.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

/// Which leads a prediction is asked for.
struct LeadChoice {
  /// "auto": 12 leads, else 6. Otherwise exactly these leads.
  bool automatic = true;
  std::vector<Lead> leads;
};

/// "auto", "12", "6" or a list "I,II,V1". Error: InvalidArgument naming the lead.
Result<LeadChoice> parse_lead_choice(std::string_view text);

/// One head's answer over all windows of a record.
struct Prediction {
  std::string task;
  std::string head_id;
  std::size_t lead_count = 0;
  double probability = 0.0;            ///< of the median logit
  double lowest_window_probability = 0.0;
  double highest_window_probability = 0.0;
  std::size_t window_count = 0;
  std::optional<double> threshold;
  std::optional<bool> positive;
  bool clinically_validated = false;
};

/// What the model says of a record: predictions, or one reason why not.
struct Screening {
  std::vector<LeadQuality> quality;
  std::vector<Prediction> predictions;
  std::vector<LeadElbo> elbo;  ///< mean over windows
  std::optional<Error> abstained;
  /// What was taken for granted because nobody said: "adult", "unpaced".
  std::vector<std::string> assumptions;
};

/// Screens one record. A refusal to predict is not an error: it is in `abstained`. Errors are failures of the machinery.
/// `automatic` gives every head whose leads are usable: the fullest first (12, then 6).
Result<Screening> screen(const EcgRecord& record, Model& model, const LeadChoice& choice = {});

}  // namespace leadwise
