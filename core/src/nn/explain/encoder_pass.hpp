#pragma once

#include <vector>

#include "explain/linear_pass.hpp"
#include "explain/stack_pass.hpp"
#include "leadwise/lead.hpp"

namespace leadwise::nn {

/// One lead's encoder from its samples to `mu`, passed both ways; what heads see of a lead.
class EncoderPass {
 public:
  static EncoderPass load(const StoredModel& stored, Lead lead);

  Batch forward(Batch samples, ReluMasks& masks) const;
  Batch backward(Batch mu_gradient, ReluMasks& masks) const;

 private:
  EncoderPass(StackPass trunk, std::vector<StackPass> readouts, std::size_t width, LinearPass mu)
      : trunk_(std::move(trunk)), readouts_(std::move(readouts)), width_(width), mu_(std::move(mu)) {}

  StackPass trunk_;
  std::vector<StackPass> readouts_;
  std::size_t width_;  // of the readouts side by side
  LinearPass mu_;
};

}  // namespace leadwise::nn
