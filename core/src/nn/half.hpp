#pragma once

#include <cstdint>

namespace leadwise::nn {

/// IEEE 754 binary16 bits of a float, rounded to nearest, ties to even. Beyond the largest half (65504) gives infinity.
std::uint16_t half_from_float(float value);

/// The float that binary16 bits stand for; exact.
float float_from_half(std::uint16_t bits);

}  // namespace leadwise::nn
