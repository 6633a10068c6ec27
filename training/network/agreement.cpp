#include "network/agreement.hpp"

#include <torch/torch.h>
#include <algorithm>
#include <cmath>

#include "judging/scoring.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise::training {
namespace {

/// Half of them overloaded, so that the probabilities span their range.
Result<std::vector<EcgRecord>> simulated_records(std::size_t count) {
  std::vector<EcgRecord> records;
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    Random random(seed, 300);
    auto settings = random_simulation_settings(random);
    settings.overload_severity = seed % 2 == 0 ? 0.0 : random.uniform();
    auto simulated = simulate_ecg(settings, seed);
    if (!simulated)
      return tl::unexpected(simulated.error());
    records.push_back(std::move(simulated->record));
  }
  return records;
}

std::map<std::string, double> network_logits(const Network& network, const Example& example) {
  const torch::NoGradGuard no_gradient;
  std::vector<float> samples(example.standardised.values.begin(), example.standardised.values.end());
  std::vector<float> log_sd(example.log_sd_mv.begin(), example.log_sd_mv.end());
  const auto leads = signed_size(example.standardised.leads.size());
  const auto mu =
      encode_mu(network, torch::from_blob(samples.data(), {1, leads, static_cast<std::int64_t>(kWindowSamples)}));
  std::map<std::string, double> logits;
  for (const auto& head : network.description.heads) {
    const auto pair = classify(network, head, mu, torch::from_blob(log_sd.data(), {1, leads}));
    logits[head.id] = head.calibrated_logit((pair.select(1, 1) - pair.select(1, 0)).item<double>());
  }
  return logits;
}

}  // namespace

double agreement_limit(WeightType type) {
  if (type == WeightType::fp32)
    return 1e-4;
  return type == WeightType::fp16 ? 1e-3 : 0.01;
}

Result<double> difference_on(Model& model, const Network& network, const EcgRecord& record) {
  const auto example = prepare_example(record, Condition::plain, 0.0, 0, {}, network.description.leads);
  if (!example)
    return tl::unexpected(example.error());
  const auto scores = score_example(model, *example, false);
  if (!scores)
    return tl::unexpected(scores.error());
  double largest = 0.0;
  for (const auto& [head, logit] : network_logits(network, *example)) {
    const double difference = probability_of_logit(scores->logits.at(head)) - probability_of_logit(logit);
    // A difference that is not a number must not pass for none.
    largest = std::isfinite(difference) ? std::max(largest, std::fabs(difference)) : 1.0;
  }
  return largest;
}

Result<double> largest_difference(Model& model, const Network& network) {
  const auto records = simulated_records(16);
  if (!records)
    return tl::unexpected(records.error());
  double largest = 0.0;
  for (const auto& record : *records) {
    const auto difference = difference_on(model, network, record);
    if (!difference)
      return difference;
    largest = std::max(largest, *difference);
  }
  return largest;
}

}  // namespace leadwise::training
