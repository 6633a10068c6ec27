#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace leadwise::nn {

/// Where ReLUs let values through on the way forward, kept for the way back: last in, first out.
class ReluMasks {
 public:
  using Mask = std::vector<std::uint8_t>;  ///< 1 where the value was above 0

  void push(Mask mask) { masks_.push_back(std::move(mask)); }
  Mask pop() {
    Mask last = std::move(masks_.back());
    masks_.pop_back();
    return last;
  }

 private:
  std::vector<Mask> masks_;
};

}  // namespace leadwise::nn
