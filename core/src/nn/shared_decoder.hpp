#pragma once

#include <span>
#include <vector>

#include "leadwise/lead.hpp"
#include "network.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// Latent to one lead's samples, the same weights for every lead.
class SharedDecoder {
 public:
  static Result<SharedDecoder> build(const Workspace& workspace, const StoredModel& stored);

  /// Whether leads decode differently from one latent.
  bool is_lead_specific() const { return !embedding_.empty(); }

  /// Errors: InvalidArgument where z has not the latent's size or is not finite, InferenceFailed.
  Result<std::vector<float>> decode(std::span<const float> z, Lead lead);

 private:
  SharedDecoder(Network network, std::vector<float> embedding)
      : network_(std::move(network)), embedding_(std::move(embedding)) {}

  Network network_;
  std::vector<float> embedding_;  // (12, latent_size), or empty
};

}  // namespace leadwise::nn
