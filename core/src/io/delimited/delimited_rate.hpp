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

/// True where many samples have one time or nearly so, as those that arrive in packets have: most steps are far from the mean
/// one, where a gap among even steps is one step of many. Of tables of 200 rows or more.
bool come_in_packets(std::span<const double> times);

/// True where times rise as those of samples that arrive in packets do: many at once, and as many on the whole as
/// `rate_hz` gives. A gap among the packets, or steps that are even but for a few, is no such thing. Times without a unit
/// may be in seconds or any of their thousandths.
bool rise_in_packets(std::span<const double> times, std::optional<double> seconds_per_unit, double rate_hz);

}  // namespace leadwise::io
