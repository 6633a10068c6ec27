#pragma once

#include <optional>
#include <span>

#include "int8_linear.hpp"
#include "leadwise/model.hpp"
#include "network.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// One lead's encoder: standardised samples to a Gaussian over the latent.
class LeadEncoder {
 public:
  static Result<LeadEncoder> build(const Workspace& workspace, const StoredModel& stored, Lead lead);

  /// `standardised` holds description().samples values. Errors: NonFiniteSample, InferenceFailed, naming the lead.
  Result<Gaussian> encode(std::span<const double> standardised);

 private:
  LeadEncoder(Lead lead, Network network, std::optional<Int8Linear> latent)
      : lead_(lead), network_(std::move(network)), latent_(std::move(latent)) {}

  Result<Gaussian> run();

  Lead lead_;
  Network network_;  // ends in mu and logvar, or in the features that latent_ makes them of
  std::optional<Int8Linear> latent_;
};

}  // namespace leadwise::nn
