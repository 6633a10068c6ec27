#pragma once

#include <cmath>

namespace leadwise::nn {

/// Whether every value is a finite number: NaN must not pass for an answer.
template <class Values>
bool is_finite_throughout(const Values& values) {
  for (const auto value : values) {
    if (!std::isfinite(value))
      return false;
  }
  return true;
}

}  // namespace leadwise::nn
