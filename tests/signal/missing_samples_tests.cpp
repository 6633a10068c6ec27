#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/signal.hpp"

namespace {
const double kMissing = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("A gap is filled along the straight line between its neighbours") {
  std::vector<double> samples{1.0, kMissing, kMissing, kMissing, 3.0, kMissing, 2.0};
  leadwise::fill_missing_samples(samples);
  CHECK(samples == std::vector<double>{1.0, 1.5, 2.0, 2.5, 3.0, 2.5, 2.0});
}

TEST_CASE("Gaps at the ends take the nearest value") {
  std::vector<double> samples{kMissing, kMissing, 4.0, 5.0, kMissing};
  leadwise::fill_missing_samples(samples);
  CHECK(samples == std::vector<double>{4.0, 4.0, 4.0, 5.0, 5.0});
}

TEST_CASE("A single sample fills the whole lead") {
  std::vector<double> samples{kMissing, 4.0, kMissing};
  leadwise::fill_missing_samples(samples);
  CHECK(samples == std::vector<double>{4.0, 4.0, 4.0});
}

TEST_CASE("A lead without any sample stays as it is") {
  std::vector<double> samples{kMissing, kMissing};
  leadwise::fill_missing_samples(samples);
  CHECK(std::isnan(samples[0]));
  CHECK(std::isnan(samples[1]));
  std::vector<double> nothing;
  leadwise::fill_missing_samples(nothing);
  CHECK(nothing.empty());
}
