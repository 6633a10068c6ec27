#pragma once

#include <span>

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
  LeadEncoder(Lead lead, Network network) : lead_(lead), network_(std::move(network)) {}

  Lead lead_;
  Network network_;
};

}  // namespace leadwise::nn
