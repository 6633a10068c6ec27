#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "sine.hpp"

TEST_CASE("The sine of turns is right over many turns and exact at the quarters") {
  for (int i = -4000; i <= 4000; ++i) {
    const double turns = i * 0.00371;
    const double angle = 6.283185307179586477 * turns;
    REQUIRE(std::fabs(leadwise::sine_of_turns(turns) - std::sin(angle)) < 3e-14);
    REQUIRE(std::fabs(leadwise::cosine_of_turns(turns) - std::cos(angle)) < 3e-14);
  }
  CHECK(leadwise::sine_of_turns(0.0) == 0.0);
  CHECK(leadwise::sine_of_turns(17.0) == 0.0);
  CHECK(std::fabs(leadwise::sine_of_turns(0.25) - 1.0) < 1e-15);
  CHECK(std::fabs(leadwise::cosine_of_turns(180000.5) + 1.0) < 1e-12);
}
