#pragma once

#include <cstdint>

#include "bytes/byte_reader.hpp"

namespace leadwise::io {

enum class NumberKind : std::uint8_t { signed_integer, unsigned_integer, real };

/// How a number is stored in an array file: integers of 1, 2, 4 or 8 bytes, IEEE 754 reals of 2, 4 or 8.
struct NumberType {
  NumberKind kind = NumberKind::real;
  unsigned bytes = 8;
  ByteOrder order = ByteOrder::little;
};

/// The number at `bytes`, whose bounds are checked already. Whole numbers beyond 2^53 lose their last digits.
double load_number(const std::uint8_t* bytes, NumberType type);

}  // namespace leadwise::io
