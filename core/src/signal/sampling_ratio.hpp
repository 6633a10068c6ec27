#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace leadwise {

/// Source samples per result sample as a fraction numerator / denominator.
struct SamplingRatio {
  std::uint64_t numerator;
  std::uint64_t denominator;
};

/// The simplest fraction with a denominator of at most `largest_denominator` that stays within a thousandth of a
/// source sample of from_hz / to_hz over `result_count` samples; nullopt where there is none. A rate like
/// 1 / 0.002 = 500.00000000000006 is so taken for the 500 Hz that it means.
std::optional<SamplingRatio> find_sampling_ratio(double from_hz, double to_hz, std::size_t result_count,
                                                 std::uint64_t largest_denominator);

}  // namespace leadwise
