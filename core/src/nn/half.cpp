#include "half.hpp"

#include <cmath>
#include <cstring>

namespace leadwise::nn {
namespace {

std::uint32_t bits_of(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

float float_of(std::uint32_t bits) {
  float value = 0.0F;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

/// `value` shifted right, rounded to nearest, ties to even.
std::uint32_t shift_rounded(std::uint32_t value, unsigned shift) {
  const std::uint32_t kept = value >> shift;
  const std::uint32_t lost = value & ((1U << shift) - 1U);
  const std::uint32_t half = 1U << (shift - 1U);
  return kept + ((lost > half || (lost == half && (kept & 1U) != 0U)) ? 1U : 0U);
}

constexpr std::uint32_t kHalfInfinity = 0x7C00U;
constexpr std::uint32_t kImplicitOne = 0x00800000U;

/// Below the smallest normal half the spacing is fixed at 2^-24.
std::uint32_t subnormal_half(std::uint32_t magnitude) {
  const std::uint32_t exponent = magnitude >> 23U;
  if (exponent < 102U)
    return 0U;  // below half of 2^-24
  return shift_rounded((magnitude & 0x007FFFFFU) | kImplicitOne, 126U - exponent);
}

std::uint32_t half_magnitude(std::uint32_t magnitude) {
  if (magnitude > 0x7F800000U)
    return 0x7E00U;  // not a number
  if (magnitude >= 0x47800000U)
    return kHalfInfinity;
  if (magnitude < 0x38800000U)
    return subnormal_half(magnitude);
  // A carry out of the mantissa moves into the exponent as it should, up to infinity.
  return shift_rounded(magnitude - (112U << 23U), 13U);
}

}  // namespace

std::uint16_t half_from_float(float value) {
  const std::uint32_t bits = bits_of(value);
  return static_cast<std::uint16_t>(((bits >> 16U) & 0x8000U) | half_magnitude(bits & 0x7FFFFFFFU));
}

float float_from_half(std::uint16_t half) {
  const std::uint32_t sign = (half & 0x8000U) << 16U;
  const std::uint32_t exponent = (half >> 10U) & 0x1FU;
  const std::uint32_t mantissa = half & 0x3FFU;
  if (exponent == 0x1FU)
    return float_of(sign | 0x7F800000U | (mantissa << 13U));
  if (exponent == 0U)
    return std::copysign(std::ldexp(static_cast<float>(mantissa), -24), float_of(sign | 0x3F800000U));
  return float_of(sign | ((exponent + 112U) << 23U) | (mantissa << 13U));
}

}  // namespace leadwise::nn
