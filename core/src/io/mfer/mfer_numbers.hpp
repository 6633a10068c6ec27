#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "bytes/byte_reader.hpp"
#include "leadwise/error.hpp"
#include "mfer/mfer_item.hpp"

namespace leadwise::io {

/// The contents of one item, with what is needed to read and to blame them.
struct MferContents {
  MferTag tag;
  std::span<const std::uint8_t> bytes;
  ByteOrder order;
  /// Where the contents begin in the file.
  std::uint64_t offset;
};

/// A whole number of one to four bytes; nullopt where the contents are empty, which stands for the default. Errors:
/// InvalidHeader (more than four bytes).
Result<std::optional<std::uint32_t>> mfer_number(const MferContents& contents);

/// mantissa * 10^exponent of a unit, as IVL and SEN state it.
struct MferScaled {
  std::uint8_t unit = 0;
  int exponent = 0;
  std::int64_t mantissa = 0;
  friend bool operator==(const MferScaled&, const MferScaled&) = default;
};

/// nullopt where the contents are empty. Errors: InvalidHeader (not 3 to 6 bytes).
Result<std::optional<MferScaled>> mfer_scaled(const MferContents& contents);

/// mantissa * 10^exponent, rounded once where the power is exact.
double scaled_value(std::int64_t mantissa, int exponent);

/// The reciprocal of that.
double scaled_reciprocal(std::int64_t mantissa, int exponent);

}  // namespace leadwise::io
