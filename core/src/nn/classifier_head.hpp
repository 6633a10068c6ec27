#pragma once

#include "leadwise/model.hpp"
#include "network.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// A classifier over the latents of some leads.
class ClassifierHead {
 public:
  static Result<ClassifierHead> build(const Workspace& workspace, const StoredModel& stored,
                                      const HeadDescription& description);

  const HeadDescription& description() const { return description_; }

  /// Errors: UnsupportedLeadSet naming a lead of the head that was not encoded, InferenceFailed.
  Result<HeadOutput> classify(const EncodedLeads& encoded);

 private:
  ClassifierHead(HeadDescription description, Network network)
      : description_(std::move(description)), network_(std::move(network)) {}

  Result<void> fill_input(const EncodedLeads& encoded);

  HeadDescription description_;
  Network network_;
};

}  // namespace leadwise::nn
