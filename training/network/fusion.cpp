#include "network/fusion.hpp"

#include <torch/torch.h>
#include <algorithm>

namespace leadwise::training {
namespace {

/// Product of a group's experts; `present` (batch, 1) is 0 where no lead of the group is there.
struct GroupPosterior {
  torch::Tensor mu, variance, present;
};

torch::Tensor positions_of(const std::vector<Lead>& group, const std::vector<Lead>& leads) {
  std::vector<std::int64_t> positions;
  for (const Lead lead : group)
    positions.push_back(std::find(leads.begin(), leads.end(), lead) - leads.begin());
  return torch::tensor(positions);
}

GroupPosterior product_of_experts(const FusionDescription& fusion, const torch::Tensor& positions,
                                  const LeadPosteriors& posteriors, const torch::Tensor& present) {
  const auto there = present.index_select(1, positions);
  const auto mu = posteriors.mu.index_select(1, positions);
  const auto variance = posteriors.logvar.index_select(1, positions).exp() + fusion.variance_epsilon;
  const auto precision = there.unsqueeze(2) / variance;
  const auto any = there.amax(1, true);
  auto total = precision.sum(1);
  if (fusion.prior_in_groups)
    total = total + 1.0;
  // A group without leads is given precision 1, so that nothing is divided by 0; its weight in the mixture is 0.
  total = torch::where(any > 0.0, total, torch::ones_like(total));
  return {(precision * mu).sum(1) / total, 1.0 / total, any};
}

FusedPosterior mixture_of_experts(MixtureVariance kind, const std::vector<GroupPosterior>& groups) {
  auto groups_present = torch::zeros_like(groups.front().present);
  for (const auto& group : groups)
    groups_present = groups_present + group.present;
  auto mu = torch::zeros_like(groups.front().mu), logvar = torch::zeros_like(mu), square = torch::zeros_like(mu);
  for (const auto& group : groups) {
    const auto weight = group.present / groups_present;
    mu = mu + weight * group.mu;
    logvar = logvar + weight * group.variance.log();
    square = square + weight * (group.variance + group.mu.square());
  }
  if (kind == MixtureVariance::mean_logvar)
    return {mu, logvar};
  return {mu, (square - mu.square()).clamp_min(1e-12).log()};
}

}  // namespace

FusedPosterior fuse(const FusionDescription& fusion, const std::vector<Lead>& leads, const LeadPosteriors& posteriors,
                    const torch::Tensor& present) {
  std::vector<GroupPosterior> groups;
  for (const auto& group : fusion.groups) {
    const auto positions = positions_of(group, leads).to(present.device());
    groups.push_back(product_of_experts(fusion, positions, posteriors, present));
  }
  return mixture_of_experts(fusion.mixture_variance, groups);
}

}  // namespace leadwise::training
