#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::training {

/// The integer that stands for a missing sample.
inline constexpr std::int16_t kMissingDigit = -32768;

/// How a lead's 16-bit integers become millivolts: (digit - zero_digit) * scale_mv; where digits_per_mv is there,
/// (digit - zero_digit) / digits_per_mv, which is the same but for the last bit. Readers do one or the other.
struct DigitScale {
  double scale_mv = 1.0;
  double zero_digit = 0.0;
  std::optional<double> digits_per_mv = std::nullopt;
  /// True where every sample comes back to the last bit: the integers are the file's own, moved at most.
  bool exact = false;
};

/// Writes a lead's samples into `digits`, one each. Integers of the file's own analogue-digital converter are kept where
/// they span no more than 16 bits. Else the finest scale that holds the range is taken, and every sample comes back to
/// within half of scale_mv. Error: NonFiniteSample where a sample is infinite.
Result<DigitScale> to_digits(const Channel& channel, std::span<std::int16_t> digits);

/// Millivolts; NaN where a sample is missing.
std::vector<double> to_millivolts(std::span<const std::int16_t> digits, const DigitScale& scale);

}  // namespace leadwise::training
