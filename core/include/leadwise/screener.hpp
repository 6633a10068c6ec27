#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/explanation.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/model.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

/// Which leads a prediction is asked for.
struct LeadChoice {
  enum class Kind : std::uint8_t {
    automatic,  ///< for each task the fullest classifier whose leads the record has: 12, else 6
    every,      ///< every classifier whose leads the record has and that are usable
    listed,     ///< the classifier of exactly `leads`
  };
  Kind kind = Kind::automatic;
  std::vector<Lead> leads;
};

/// "auto", "all", "12", "6" or a list "I,II,V1". Error: InvalidArgument naming the word that is no lead.
Result<LeadChoice> parse_lead_choice(std::string_view text);

/// One head's answer over all windows of a record.
struct Prediction {
  std::string task;
  std::string head_id;
  std::size_t lead_count = 0;
  double probability = 0.0;  ///< of the median logit, calibrated where the weights hold a calibration
  /// The calibration's 95 % interval at the median logit (docs/weight-format.md); absent without a calibration.
  std::optional<double> probability_low, probability_high;
  double lowest_window_probability = 0.0;
  double highest_window_probability = 0.0;
  std::size_t window_count = 0;
  /// Both absent without a calibration, whatever the weights' card says of a threshold.
  std::optional<double> threshold;
  std::optional<bool> positive;  ///< whether the probability reaches the threshold
  /// The weights and the head say so, and the head is calibrated: only then may the number be called a probability.
  bool clinically_validated = false;
};

/// A head that was asked and could not answer.
struct RefusedHead {
  std::string task;
  std::string head_id;
  std::size_t lead_count = 0;
  Error reason;
};

/// What the model says of a record: predictions, or one reason why not.
struct Screening {
  std::vector<LeadQuality> quality;
  /// What speaks against trusting the recording and yet does not silence the model.
  std::vector<Error> warnings;
  /// Leads that predictions rest on though measuring finds them unusable, with measuring's reasons, or though the zeros that
  /// fill a window up are a step in them. One of the warnings, DoubtfulScore, names them too.
  std::vector<LeadQuality> doubted_leads;
  std::vector<Prediction> predictions;
  /// Asked for every head: those without an answer, and why. A score from fewer leads never stands alone unexplained.
  std::vector<RefusedHead> refused;
  std::vector<LeadElbo> elbo;  ///< mean over windows
  /// One a prediction, where explanations were asked for: of the window whose logit is nearest to the record's median, the
  /// first of several.
  std::vector<Explanation> explanations;
  std::optional<Error> abstained;
  /// What was taken for granted because nobody said: "adult", "unpaced".
  std::vector<std::string> assumptions;
  std::size_t window_count = 0;     ///< windows that the answer rests on
  std::size_t skipped_windows = 0;  ///< windows left out because a lead was unusable there
  double unused_s = 0.0;            ///< the rest behind the last whole window
};

/// Why an ECG gets no score whatever the weights, the file and its leads: PacedRhythm, stated or seen, UnderAge, NoBeats.
std::optional<Error> find_abstention(const EcgRecord& record);

/// Screens one record. A refusal to predict is not an error: it is in `abstained`. Errors are failures of the
/// machinery. A lead that the record has but that cannot be used is a reason to abstain, not to fall back
/// silently on fewer leads. With an explainer of the model's own weight file every prediction is explained. Screening heeds
/// what measuring finds: whoever measures the record anyway hands that in as `measured`, and gets the same answer sooner.
Result<Screening> screen(const EcgRecord& record, Model& model, const LeadChoice& choice = {},
                         const Explainer* explainer = nullptr, const EcgMeasurement* measured = nullptr);

}  // namespace leadwise
