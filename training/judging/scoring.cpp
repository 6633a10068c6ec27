#include "judging/scoring.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise::training {
namespace {

Result<double> reconstruction_error(Model& model, const Example& example, const EncodedLeads& encoded) {
  const auto fused = model.fuse(encoded);
  if (!fused)
    return tl::unexpected(fused.error());
  double sum = 0.0;
  const auto& leads = example.standardised;
  Result<std::vector<float>> curve;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    if (i == 0 || model.description().decoder.lead_embedding)
      curve = model.decode(fused->mu, leads.leads[i]);
    if (!curve)
      return tl::unexpected(curve.error());
    for (std::size_t k = 0; k < leads.sample_count; ++k) {
      const double difference = leads.row(i)[k] - static_cast<double>((*curve)[k]);
      sum += difference * difference;
    }
  }
  return sum / static_cast<double>(leads.values.size());
}

bool holds_all(const std::vector<Lead>& leads, const std::vector<Lead>& asked) {
  return std::all_of(asked.begin(), asked.end(),
                     [&](Lead lead) { return std::find(leads.begin(), leads.end(), lead) != leads.end(); });
}

}  // namespace

Result<Scores> score_example(Model& model, const Example& example, bool reconstruct) {
  const auto encoded = model.encode(example);
  if (!encoded)
    return tl::unexpected(encoded.error());
  Scores scores;
  for (const auto& head : model.description().heads) {
    if (!holds_all(encoded->leads, head.leads))
      continue;
    const auto output = model.classify(*encoded, head);
    if (!output)
      return tl::unexpected(output.error());
    if (!std::isfinite(output->logit))
      return fail(ErrorCode::InferenceFailed, "head \"" + head.id + "\" answers with no finite number");
    scores.logits[head.id] = output->logit;
  }
  if (!reconstruct)
    return scores;
  const auto error = reconstruction_error(model, example, *encoded);
  if (!error)
    return tl::unexpected(error.error());
  scores.mean_squared_error = *error;
  return scores;
}

Result<std::vector<JudgedExample>> score_plan(Model& model, const EcgRecord& ecg, const std::vector<ExampleSpec>& plan,
                                              std::span<const Lead> leads) {
  std::vector<JudgedExample> judged;
  for (const auto& spec : plan) {
    const auto scores = prepare_example(ecg, spec.condition, spec.severity, spec.seed, spec.augmentation, leads)
                            .and_then([&](const Example& ready) {
                              return score_example(model, ready, spec.condition == Condition::plain);
                            });
    if (!scores)
      return tl::unexpected(scores.error());
    judged.push_back({spec.condition, spec.severity, *scores});
  }
  return judged;
}

}  // namespace leadwise::training
