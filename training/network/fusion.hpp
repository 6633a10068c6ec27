#pragma once

#include "network/network.hpp"

namespace leadwise::training {

/// A Gaussian over the latent for each ECG, (batch, latent_size) each.
struct FusedPosterior {
  torch::Tensor mu, logvar;
};

/// HiME as the description says: product of experts within each group, equal-weight mixture over the groups with a
/// present lead. `present`: (batch, leads), 1 or 0, at least one 1 in each row.
FusedPosterior fuse(const FusionDescription& fusion, const std::vector<Lead>& leads, const LeadPosteriors& posteriors,
                    const torch::Tensor& present);

}  // namespace leadwise::training
