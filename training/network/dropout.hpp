#pragma once

#include <vector>

#include <torch/types.h>

#include "leadwise/random.hpp"

namespace leadwise::training {

/// Dropout whose masks are each example's own: they are the same however examples are shared among batches and processes.
class Dropout {
 public:
  /// `share` of the values is dropped, below 1. `examples`: a generator for each example, in the order of the batch.
  Dropout(double share, std::vector<Random> examples);

  /// x: (examples, …). Each call draws anew.
  torch::Tensor operator()(const torch::Tensor& x);

 private:
  double share_;
  std::vector<Random> examples_;
};

}  // namespace leadwise::training
