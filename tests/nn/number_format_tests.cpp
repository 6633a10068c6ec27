#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "half.hpp"
#include "quantise.hpp"

using namespace leadwise::nn;

TEST_CASE("Every half survives the way to float and back") {
  for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
    const float value = float_from_half(static_cast<std::uint16_t>(bits));
    if (std::isnan(value)) {
      if (!std::isnan(float_from_half(half_from_float(value))))
        FAIL(bits);
    } else if (half_from_float(value) != bits) {
      FAIL(bits);
    }
  }
}

TEST_CASE("Floats become the nearest half, ties to even") {
  CHECK(half_from_float(1.0F) == 0x3C00);
  CHECK(half_from_float(-2.0F) == 0xC000);
  CHECK(half_from_float(65504.0F) == 0x7BFF);
  CHECK(half_from_float(65519.99F) == 0x7BFF);
  CHECK(half_from_float(65520.0F) == 0x7C00);
  CHECK(half_from_float(1.0F + 1.0F / 2048.0F) == 0x3C00);  // a tie, down to even
  CHECK(half_from_float(1.0F + 3.0F / 2048.0F) == 0x3C02);  // a tie, up to even
  CHECK(half_from_float(1.0F + 1.01F / 2048.0F) == 0x3C01);
  CHECK(half_from_float(std::ldexp(1.0F, -24)) == 0x0001);
  CHECK(half_from_float(std::ldexp(1.0F, -25)) == 0x0000);  // a tie, down to even
  CHECK(half_from_float(std::ldexp(1.01F, -25)) == 0x0001);
  CHECK(half_from_float(std::ldexp(1.0F, -14)) == 0x0400);
  CHECK(half_from_float(-0.0F) == 0x8000);
  CHECK(float_from_half(0x8001) == -std::ldexp(1.0F, -24));
}

TEST_CASE("Each output channel is quantised by its own largest magnitude") {
  const float weights[] = {1.0F, -0.5F, 0.004F, 0.0F, 0.0F, 0.0F, -254.0F, 3.0F, 5.0F};
  const auto quantised = quantise_per_channel(weights, 3);
  CHECK(quantised.values == std::vector<std::int8_t>{127, -64, 1, 0, 0, 0, -127, 2, 2});
  CHECK(quantised.scales == std::vector<float>{1.0F / 127.0F, 1.0F, 2.0F});
}

TEST_CASE("The smallest weights still have a scale that is a normal number") {
  const float weights[] = {std::numeric_limits<float>::denorm_min()};
  const auto quantised = quantise_per_channel(weights, 1);
  CHECK(std::isnormal(quantised.scales[0]));
}
