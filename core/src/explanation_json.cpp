#include "explanation_json.hpp"

#include <utility>

#include "rounded_number.hpp"

namespace leadwise::report {
namespace {

constexpr std::string_view kMethod = "integrated_gradients";
constexpr std::string_view kBaseline = "a flat line of usual amplitude in every lead";
constexpr std::string_view kExplanationUse =
    "Research use only: not for diagnosis. Says what the model used of this ECG, not what ails the patient.";

Json samples_json(const std::vector<double>& samples) {
  Json json = Json::array();
  for (const double sample : samples)
    json.push_back(significant_json(sample));
  return json;
}

Json millivolts_json(const std::vector<double>& samples_mv) {
  Json json = Json::array();
  for (const double sample_mv : samples_mv)
    json.push_back(value_json("_mv", sample_mv));
  return json;
}

Json waves_json(const WaveShares& shares) {
  Json json = Json::object();
  for (const EcgWave wave : kEcgWaves) {
    const auto& share = shares.waves[static_cast<std::size_t>(wave)];
    json[std::string(wave_name(wave))] = share ? significant_json(*share) : Json(nullptr);
  }
  json["rest"] = significant_json(shares.rest);
  return json;
}

Json lead_json(const Explanation& explanation, std::size_t i) {
  const LeadAttribution& lead = explanation.attribution.leads[i];
  return {{"total", significant_json(lead.shape() + lead.amplitude)},
          {"shape", significant_json(lead.shape())},
          {"amplitude", explanation.has_amplitude ? significant_json(lead.amplitude) : Json(nullptr)},
          {"waves", waves_json(explanation.waves[i])},
          {"samples", samples_json(lead.samples)},
          {"reconstruction_mv", millivolts_json(explanation.reconstruction_mv[i])},
          {"reconstruction_mse", significant_json(explanation.reconstruction_mse[i])}};
}

Json leads_json(const Explanation& explanation) {
  Json json = Json::object();
  for (std::size_t i = 0; i < explanation.attribution.leads.size(); ++i)
    json[std::string(lead_name(explanation.attribution.leads[i].lead))] = lead_json(explanation, i);
  return json;
}

WaveShares all_waves(const Explanation& explanation) {
  WaveShares all;
  for (const WaveShares& lead : explanation.waves)
    all.add(lead);
  return all;
}

double all_amplitude(const Attribution& attribution) {
  double sum = 0.0;
  for (const LeadAttribution& lead : attribution.leads)
    sum += lead.amplitude;
  return sum;
}

Json explanation_json(const Explanation& explanation) {
  const Attribution& attribution = explanation.attribution;
  Json json = {{"task", explanation.task}, {"head", explanation.head_id}, {"use", kExplanationUse}};
  json["method"] = kMethod;
  json["baseline"] = kBaseline;
  json["window"] = {{"start_s", explanation.start_s}, {"samples", kWindowSamples}, {"sampling_rate_hz", kModelRateHz}};
  json["logit"] = attribution.logit;
  json["baseline_logit"] = attribution.baseline_logit;
  json["total"] = attribution.total();
  json["completeness_gap"] = significant_json(attribution.relative_gap());
  json["steps"] = attribution.steps;
  json["amplitude"] = explanation.has_amplitude ? significant_json(all_amplitude(attribution)) : Json(nullptr);
  json["waves"] = waves_json(all_waves(explanation));
  json["leads"] = leads_json(explanation);
  return json;
}

}  // namespace

Json explanations_json(const std::vector<Explanation>& explanations) {
  if (explanations.empty())
    return nullptr;
  Json json = Json::array();
  for (const Explanation& explanation : explanations)
    json.push_back(explanation_json(explanation));
  return json;
}

}  // namespace leadwise::report
