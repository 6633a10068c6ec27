#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "edf/edf_duration.hpp"
#include "edf/edf_record_length.hpp"

using namespace leadwise::io;

namespace edf_record_length_tests {

namespace {

// Tries every length in turn, as the definition says.
std::optional<EdfRecordLength> exhaustive_search(const EdfRecordNeeds& needs) {
  constexpr std::size_t kAdvisedBytes = 61440;
  const std::size_t most =
      std::min<std::size_t>(std::max(needs.sample_count, kAdvisedBytes / 2 / needs.channels), 1000000);
  std::optional<EdfRecordLength> best;
  for (std::size_t samples = 1; samples <= most; ++samples) {
    const double large = samples * needs.channels * 2 > kAdvisedBytes ? 100.0 : 0.0;
    const double awkwardness = large + std::abs(std::log(static_cast<double>(samples) / needs.rate_hz));
    if (best && best->awkwardness <= awkwardness)
      continue;
    if (auto duration = exact_edf_duration(samples, needs.rate_hz))
      best = EdfRecordLength{samples, *duration, awkwardness};
  }
  return best;
}

std::string shown(const std::optional<EdfRecordLength>& length) {
  return length ? std::to_string(length->samples) + " in " + length->duration + " s" : "none";
}

void check_same(const EdfRecordNeeds& needs) {
  CAPTURE(needs.rate_hz, needs.channels, needs.sample_count);
  CHECK(shown(choose_any_length(needs)) == shown(exhaustive_search(needs)));
}

// The rate and its neighbours, some of which only a lucky rounding expresses.
void check_about(double rate_hz, std::size_t channels, std::size_t sample_count) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double above = std::nextafter(rate_hz, kInfinity), below = std::nextafter(rate_hz, 0.0);
  for (const double near : {rate_hz, above, below, std::nextafter(above, kInfinity), std::nextafter(below, 0.0)})
    check_same({near, channels, sample_count});
}

// SplitMix64: the same numbers on every machine.
std::uint64_t mixed(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

}  // namespace

TEST_CASE("the length of EDF's data records is the one that trying all of them finds, at common rates") {
  for (const double rate_hz : {1.0, 100.0, 128.0, 250.0, 257.0, 360.0, 500.0, 512.0, 999.5, 1000.0, 8000.0, 1e6, 0.2})
    check_about(rate_hz, 12, 5003);
  for (const double rate_hz : {1000.0 / 3.0, 200.0 / 7.0, 1e6 / 977.0, 1.0 / 0.0039, 977.517123, 1.0 / 3.0, 1e-3, 1e-7})
    check_about(rate_hz, 3, 5003);
}

TEST_CASE("the length of EDF's data records is the one that trying all of them finds, at drawn rates") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const auto samples = static_cast<double>(mixed(4 * seed) % 30000 + 1);
    const auto scaled = static_cast<double>(mixed(4 * seed + 1) % 9999999 + 1);
    const double rate_hz = samples / (scaled / std::pow(10.0, static_cast<double>(mixed(4 * seed + 2) % 7)));
    check_about(std::min(rate_hz, 1e6), mixed(4 * seed + 3) % 12 + 1, 1009);
  }
}

TEST_CASE(
    "the length of EDF's data records is the one that trying all of them finds, where it is longer than advised") {
  check_same({977.517123, 1, 1000003});
  check_same({99991.0 / 99.9983, 12, 1000003});
  check_same({123457.0 / 7.0, 400, 200003});
  check_same({999983.0, 64, 1000003});
}

TEST_CASE("a length for EDF's data records is found in no time, whatever the rate") {
  // One search through a million lengths takes a tenth of a second; these are 20000.
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const double rate_hz = static_cast<double>(mixed(seed) >> 11U) * 0x1p-43;
    found += choose_any_length({rate_hz, 1, 1000003}) ? 1U : 0U;
  }
  CHECK(found < 20000);
}

}  // namespace edf_record_length_tests
