#include "explain_window.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "usual_amplitude.hpp"
#include "wave_shares.hpp"

namespace leadwise {
namespace {

/// A flat line in every lead, its amplitude what is usual for the lead.
ModelInput flat_baseline(const ModelInput& input) {
  ModelInput flat = input;
  std::fill(flat.standardised.values.begin(), flat.standardised.values.end(), 0.0);
  for (std::size_t i = 0; i < flat.log_sd_mv.size(); ++i)
    flat.log_sd_mv[i] = usual_log_sd_mv(flat.standardised.leads[i]);
  return flat;
}

/// An ECG whose waves cannot be measured still has an attribution: all of it is then the rest.
std::vector<WaveShares> shares_of_leads(const EcgMeasurement* measured, const Attribution& attribution) {
  std::vector<WaveShares> shares;
  for (const LeadAttribution& lead : attribution.leads) {
    const auto stretches = measured ? wave_stretches(*measured, lead.lead) : std::vector<WaveStretch>{};
    shares.push_back(share_waves(lead.samples, stretches));
  }
  return shares;
}

double mean_square_distance(std::span<const double> samples, std::span<const float> decoded) {
  double sum = 0.0;
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const double distance = samples[k] - static_cast<double>(decoded[k]);
    sum += distance * distance;
  }
  return sum / static_cast<double>(samples.size());
}

/// In mV of the filtered lead around its mean.
std::vector<double> in_millivolts(std::span<const float> decoded, double sd_mv) {
  std::vector<double> reconstruction_mv;
  reconstruction_mv.reserve(decoded.size());
  for (const float value : decoded)
    reconstruction_mv.push_back(sd_mv * static_cast<double>(value));
  return reconstruction_mv;
}

void add_reconstruction(const ModelInput& input, const std::vector<float>& decoded, Lead lead,
                        Explanation& explanation) {
  const auto& leads = input.standardised.leads;
  const auto position = static_cast<std::size_t>(std::find(leads.begin(), leads.end(), lead) - leads.begin());
  explanation.reconstruction_mv.push_back(in_millivolts(decoded, std::exp(input.log_sd_mv[position])));
  explanation.reconstruction_mse.push_back(mean_square_distance(input.standardised.row(position), decoded));
}

Result<void> add_reconstructions(const ModelInput& input, Model& model, Explanation& explanation) {
  const auto encoded = model.encode(input);
  if (!encoded)
    return tl::unexpected(encoded.error());
  const auto fused = model.fuse(*encoded);
  if (!fused)
    return tl::unexpected(fused.error());
  Result<std::vector<float>> decoded;
  for (const LeadAttribution& lead : explanation.attribution.leads) {
    // Without a lead embedding all leads decode to one curve.
    if (decoded->empty() || model.description().decoder.lead_embedding)
      decoded = model.decode(fused->mu, lead.lead);
    if (!decoded)
      return tl::unexpected(decoded.error());
    add_reconstruction(input, *decoded, lead.lead, explanation);
  }
  return {};
}

}  // namespace

Result<Explanation> explain_window(const ScreenedWindow& window, const HeadDescription& head, Model& model,
                                   const Explainer& explainer) {
  auto attribution = explainer.attribute(window.input, flat_baseline(window.input), head);
  if (!attribution)
    return tl::unexpected(attribution.error());
  Explanation explanation{head.task, head.id, head.log_sd_mv, window.start_s, std::move(*attribution), {}, {}, {}};
  explanation.waves = shares_of_leads(window.measured, explanation.attribution);
  if (const auto added = add_reconstructions(window.input, model, explanation); !added)
    return tl::unexpected(added.error());
  return explanation;
}

}  // namespace leadwise
