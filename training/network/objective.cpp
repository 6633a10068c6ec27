#include "network/objective.hpp"

#include <torch/torch.h>

namespace leadwise::training {
namespace {

/// (batch, decoded leads, samples). Without a lead embedding every lead decodes to the same curve: it is computed once.
torch::Tensor reconstruct(const Network& network, const torch::Tensor& z, const torch::Tensor& positions) {
  const auto batch = z.size(0), leads = positions.size(0);
  if (!network.description.decoder.lead_embedding)
    return decode(network, z, positions).unsqueeze(1).expand({batch, leads, -1});
  std::vector<std::int64_t> names;
  for (const Lead lead : network.description.leads)
    names.push_back(static_cast<std::int64_t>(lead_index(lead)));
  const auto lead_names = torch::tensor(names).to(z.device()).index_select(0, positions).repeat({batch});
  return decode(network, z.repeat_interleave(leads, 0), lead_names).view({batch, leads, -1});
}

FusedPosterior posterior_of(const ModelDescription& description, const LeadPosteriors& posteriors, LatentOf latent_of,
                            const torch::Tensor& present) {
  auto fusion = description.fusion;
  if (latent_of == LatentOf::product)
    fusion.groups = {description.leads};
  return fuse(fusion, description.leads, posteriors, present);
}

}  // namespace

torch::Tensor kl_from_prior(const torch::Tensor& mu, const torch::Tensor& logvar) {
  return -0.5 * (1.0 + logvar - mu.square() - logvar.exp()).sum() / mu.size(0);
}

torch::Tensor alignment_loss(const torch::Tensor& mu) { return (mu - mu.mean(1, true)).square().mean(); }

Objective pretraining_objective(const Network& network, const torch::Tensor& samples, const LeadPosteriors& posteriors,
                                const ObjectiveSettings& settings, const ObjectiveDraws& draws) {
  const auto& description = network.description;
  const auto fused = posterior_of(description, posteriors, settings.latent_of, draws.present);
  const auto z = fused.mu + draws.noise * (0.5 * fused.logvar).exp();
  const auto error = reconstruct(network, z, draws.decoded) - samples.index_select(1, draws.decoded);
  const auto squared = error.square();
  const double leads_per_decoded = static_cast<double>(samples.size(1)) / static_cast<double>(draws.decoded.size(0));
  const auto kl = settings.kl_of == KlOf::posterior ? kl_from_prior(fused.mu, fused.logvar)
                                                    : kl_from_prior(posteriors.mu.mean(1), posteriors.logvar.mean(1));
  Objective objective;
  objective.mean_squared_error = squared.mean();
  objective.reconstruction =
      settings.reconstruction_weight * leads_per_decoded * squared.sum() / static_cast<double>(samples.size(0));
  objective.kl = settings.beta * kl;
  objective.alignment = settings.alignment_weight * alignment_loss(posteriors.mu);
  objective.total = objective.reconstruction + objective.kl + objective.alignment;
  return objective;
}

}  // namespace leadwise::training
