#include "fusion.hpp"

#include <algorithm>
#include <cmath>

#include "finite.hpp"

namespace leadwise::nn {
namespace {

void multiply_by(std::vector<double>& precision, std::vector<double>& weighted_mean, const Gaussian& expert,
                 double variance_epsilon) {
  for (std::size_t i = 0; i < precision.size(); ++i) {
    const double t = 1.0 / (std::exp(static_cast<double>(expert.logvar[i])) + variance_epsilon);
    precision[i] += t;
    weighted_mean[i] += t * static_cast<double>(expert.mu[i]);
  }
}

double mean_over(std::span<const Expert> groups, std::size_t i, const std::vector<double> Expert::*values) {
  double sum = 0.0;
  for (const Expert& group : groups)
    sum += (group.*values)[i];
  return sum / static_cast<double>(groups.size());
}

double mixture_logvar(std::span<const Expert> groups, std::size_t i, double mean, MixtureVariance kind) {
  double sum = 0.0;
  for (const Expert& group : groups) {
    const double offset = group.mean[i] - mean;
    sum += kind == MixtureVariance::mean_logvar ? std::log(group.variance[i]) : group.variance[i] + offset * offset;
  }
  const double mean_of = sum / static_cast<double>(groups.size());
  return kind == MixtureVariance::mean_logvar ? mean_of : std::log(mean_of);
}

std::vector<const Gaussian*> present(const EncodedLeads& encoded, const std::vector<Lead>& group) {
  std::vector<const Gaussian*> experts;
  for (std::size_t i = 0; i < encoded.leads.size(); ++i) {
    const bool is_in_group = std::find(group.begin(), group.end(), encoded.leads[i]) != group.end();
    if (is_in_group)
      experts.push_back(&encoded.posteriors[i]);
  }
  return experts;
}

}  // namespace

Expert product_of_experts(std::span<const Gaussian* const> experts, bool with_prior, double variance_epsilon) {
  const std::size_t size = experts.front()->mu.size();
  std::vector<double> precision(size, with_prior ? 1.0 / (1.0 + variance_epsilon) : 0.0);
  Expert product{std::vector<double>(size, 0.0), std::vector<double>(size, 0.0)};
  for (const Gaussian* expert : experts)
    multiply_by(precision, product.mean, *expert, variance_epsilon);
  for (std::size_t i = 0; i < size; ++i) {
    product.mean[i] /= precision[i];
    product.variance[i] = 1.0 / precision[i];
  }
  return product;
}

Gaussian mixture_of_experts(std::span<const Expert> groups, MixtureVariance kind) {
  Gaussian mixture;
  for (std::size_t i = 0; i < groups.front().mean.size(); ++i) {
    const double mean = mean_over(groups, i, &Expert::mean);
    mixture.mu.push_back(static_cast<float>(mean));
    mixture.logvar.push_back(static_cast<float>(mixture_logvar(groups, i, mean, kind)));
  }
  return mixture;
}

Result<Gaussian> fuse_leads(const EncodedLeads& encoded, const FusionDescription& fusion) {
  std::vector<Expert> groups;
  for (const auto& group : fusion.groups) {
    const auto experts = present(encoded, group);
    if (experts.empty())
      continue;
    groups.push_back(product_of_experts(experts, fusion.prior_in_groups, fusion.variance_epsilon));
  }
  if (groups.empty())
    return fail(ErrorCode::UnsupportedLeadSet, "no encoded lead is in a group of the fusion");
  Gaussian fused = mixture_of_experts(groups, fusion.mixture_variance);
  if (!is_finite_throughout(fused.mu) || !is_finite_throughout(fused.logvar)) {
    return fail(ErrorCode::InferenceFailed, "the fusion of the leads overflows");
  }
  return fused;
}

}  // namespace leadwise::nn
