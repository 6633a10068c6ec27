#pragma once

#include "head_network.hpp"

namespace leadwise::learn {

/// Adam as published (Kingma and Ba 2015, algorithm 1) with its usual constants, which are also PyTorch's.
class Adam {
 public:
  explicit Adam(double learning_rate) : learning_rate_(learning_rate) {}

  void step(HeadWeights& weights, const HeadWeights& gradient);

 private:
  double learning_rate_;
  double first_decayed_ = 1.0, second_decayed_ = 1.0;  ///< the decays to the power of the steps done
  HeadWeights first_, second_;                         ///< moments
};

}  // namespace leadwise::learn
