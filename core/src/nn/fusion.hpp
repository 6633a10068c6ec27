#pragma once

#include <span>
#include <vector>

#include "leadwise/model.hpp"

namespace leadwise::nn {

/// A Gaussian with its variance, in double precision, between the two steps of the fusion.
struct Expert {
  std::vector<double> mean;
  std::vector<double> variance;
};

/// Product of experts: precisions add, means are weighted by precision. Each expert's variance is
/// exp(logvar) + variance_epsilon; a standard-normal prior takes part if asked. `experts` must not be empty.
Expert product_of_experts(std::span<const Gaussian* const> experts, bool with_prior, double variance_epsilon);

/// Mixture of experts with equal weights, as one Gaussian. `groups` must not be empty.
Gaussian mixture_of_experts(std::span<const Expert> groups, MixtureVariance kind);

/// Hierarchical fusion (HiME): product within groups of leads, mixture over groups; groups without a present lead are
/// left out. Errors: UnsupportedLeadSet where no lead is in any group, InferenceFailed on overflow.
Result<Gaussian> fuse_leads(const EncodedLeads& encoded, const FusionDescription& fusion);

}  // namespace leadwise::nn
