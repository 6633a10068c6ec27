#include "arrays/number_type.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace leadwise::io {
namespace {

// IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction.
double half_precision(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10U & 0x1FU);
  const double fraction = static_cast<double>(bits & 0x3FFU);
  double value = 0.0;
  if (exponent == 0x1F)
    value = fraction == 0.0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  else if (exponent == 0)
    value = std::ldexp(fraction, -24);
  else
    value = std::ldexp(fraction + 1024.0, exponent - 25);
  return (bits & 0x8000U) != 0 ? -value : value;
}

double single_precision(std::uint64_t bits) {
  const auto word = static_cast<std::uint32_t>(bits);
  float value = 0.0F;
  std::memcpy(&value, &word, sizeof value);
  return static_cast<double>(value);
}

double double_precision(std::uint64_t bits) {
  double value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace

double load_number(const std::uint8_t* bytes, NumberType type) {
  if (type.kind == NumberKind::signed_integer)
    return static_cast<double>(load_signed(bytes, type.bytes, type.order));
  const std::uint64_t bits = load_unsigned(bytes, type.bytes, type.order);
  if (type.kind == NumberKind::unsigned_integer)
    return static_cast<double>(bits);
  switch (type.bytes) {
    case 2:
      return half_precision(bits);
    case 4:
      return single_precision(bits);
    default:
      return double_precision(bits);
  }
}

}  // namespace leadwise::io
