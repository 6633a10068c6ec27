#include "butterworth_highpass.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "golden_json.hpp"

TEST_CASE("The high-pass design is SciPy's, section by section") {
  double largest = 0.0;
  for (const auto& golden : read_golden("highpass_designs.json")) {
    const double cutoff_hz = golden["cutoff_hz"].get<double>();
    INFO("cutoff " << cutoff_hz << " Hz");
    const auto sections = leadwise::design_butterworth_highpass(cutoff_hz, golden["rate_hz"].get<double>());
    for (std::size_t s = 0; s < sections.size(); ++s) {
      const auto expected = golden_numbers(golden["sections"][s]);
      const auto& [b0, b1, b2, a1, a2] = sections[s];
      const double found[6] = {b0, b1, b2, 1.0, a1, a2};
      for (std::size_t i = 0; i < 6; ++i) {
        const double scale = expected[i] == 0.0 ? 1.0 : std::abs(expected[i]);
        largest = std::max(largest, std::abs(found[i] - expected[i]) / scale);
      }
    }
    INFO("largest relative difference " << largest);
    CHECK(largest < 3e-15);
  }
}

TEST_CASE("The high-pass blocks a constant, passes the highest frequency, and halves the power at its cutoff") {
  const auto sections = leadwise::design_butterworth_highpass(0.5, 500.0);
  double at_zero = 1.0, at_half = 1.0;
  for (const auto& section : sections) {
    at_zero *= section.b0 + section.b1 + section.b2;
    at_half *= (section.b0 - section.b1 + section.b2) / (1.0 - section.a1 + section.a2);
  }
  CHECK(at_zero == 0.0);
  CHECK(std::abs(at_half - 1.0) < 1e-12);
}
