#pragma once

#include <cmath>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// A value with what stands behind it, or its reason. What is not finite is no value.
inline MeasuredValue measured_value(std::string_view name, const Result<double>& value,
                                    std::optional<double> standard_error = std::nullopt) {
  if (!value)
    return {name, std::nullopt, std::nullopt, value.error()};
  if (!std::isfinite(*value))
    return {name, std::nullopt, std::nullopt, Error{ErrorCode::WaveNotFound, "the waves give no finite number"}};
  return {name, *value, standard_error, std::nullopt};
}

}  // namespace leadwise
