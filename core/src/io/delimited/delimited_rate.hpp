#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// True where the values rise by the same step throughout, but for the rounding of printed numbers.
bool rises_evenly(std::span<const double> values);

/// Index of the first value that does not rise by about the mean step, of two values at least; values.size() where all do.
std::size_t first_uneven(std::span<const double> values);

/// The sampling rate of evenly spaced times: the number with the fewest digits that explains them. Without a unit,
/// seconds are understood where they give 20 Hz to 10 kHz; else nullopt: they may be milliseconds, minutes or sample numbers.
/// Errors: InvalidHeader where the times do not rise evenly.
Result<std::optional<double>> rate_from_times(std::span<const double> times, std::optional<double> seconds_per_unit);

}  // namespace leadwise::io
