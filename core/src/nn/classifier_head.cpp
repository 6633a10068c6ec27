#include "classifier_head.hpp"

#include <algorithm>
#include <cmath>

#include "finite.hpp"
#include "model_description_check.hpp"
#include "stored_layers.hpp"

namespace leadwise::nn {

Result<ClassifierHead> ClassifierHead::build(const Workspace& workspace, const StoredModel& stored,
                                             const HeadDescription& description) {
  const auto input = vector_shape(head_input_width(stored.description(), description));
  auto network = build_stack(workspace, stored, "head." + description.id, description.layers, input);
  if (!network)
    return tl::unexpected<Error>(network.error());
  return ClassifierHead(description, std::move(*network));
}

Result<void> ClassifierHead::fill_input(const EncodedLeads& encoded) {
  auto next = network_.input().begin();
  for (const Lead lead : description_.leads) {
    const auto found = std::find(encoded.leads.begin(), encoded.leads.end(), lead);
    if (found == encoded.leads.end()) {
      return fail(ErrorCode::UnsupportedLeadSet,
                  "head " + description_.id + " needs lead " + std::string(lead_name(lead)));
    }
    const auto i = static_cast<std::size_t>(found - encoded.leads.begin());
    next = std::copy(encoded.posteriors[i].mu.begin(), encoded.posteriors[i].mu.end(), next);
    if (description_.log_sd_mv)
      *next++ = encoded.log_sd_mv[i];
  }
  return {};
}

Result<HeadOutput> ClassifierHead::classify(const EncodedLeads& encoded) {
  if (auto filled = fill_input(encoded); !filled)
    return tl::unexpected<Error>(filled.error());
  if (!is_finite_throughout(network_.input())) {
    return fail(ErrorCode::InferenceFailed, "head " + description_.id + " was given values that are not finite");
  }
  if (auto ran = network_.run(); !ran)
    return tl::unexpected<Error>(ran.error());
  const auto logits = network_.output(0);
  // The softmax over two classes is a logistic of their difference.
  const double log_odds = static_cast<double>(logits[1]) - static_cast<double>(logits[0]);
  const double logit = description_.calibrated_logit(log_odds);
  if (!std::isfinite(logit))
    return fail(ErrorCode::InferenceFailed, "head " + description_.id + " overflows");
  return HeadOutput{log_odds, logit, probability_of_logit(logit)};
}

}  // namespace leadwise::nn
