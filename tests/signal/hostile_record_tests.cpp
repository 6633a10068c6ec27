#include <array>
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/random.hpp"
#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::Lead;

namespace {

constexpr std::array kHostileValues = {std::numeric_limits<double>::quiet_NaN(),
                                       std::numeric_limits<double>::infinity(),
                                       -std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::max(),
                                       std::numeric_limits<double>::lowest(),
                                       std::numeric_limits<double>::denorm_min(),
                                       1e300,
                                       1e154,
                                       1e9,
                                       0.0,
                                       -0.0,
                                       1e-160};
constexpr std::array kHostileRatesHz = {100.0, 101.7, 499.99999, 500.0, 1999.999, 2000.0};

std::size_t below(leadwise::Random& random, std::size_t n) { return static_cast<std::size_t>(random.below(n)); }

/// Overwrites a few stretches of any length with values that are no ECG.
void damage(std::vector<double>& samples, leadwise::Random& random) {
  for (std::uint64_t stretch = random.below(5); stretch > 0 && !samples.empty(); --stretch) {
    const double value = kHostileValues[below(random, kHostileValues.size())];
    const std::size_t first = below(random, samples.size());
    const std::size_t count = below(random, random.below(3) == 0 ? samples.size() - first + 1 : 3);
    for (std::size_t i = first; i < first + count && i < samples.size(); ++i)
      samples[i] = value;
  }
}

leadwise::EcgRecord hostile_record(leadwise::Random& random) {
  const double rate_hz = kHostileRatesHz[below(random, kHostileRatesHz.size())];
  const double duration_s = random.below(4) == 0 ? random.uniform(0.0, 9.6) : random.uniform(9.4, 31.0);
  auto record = made_up_record(std::array{Lead::I, Lead::III, Lead::V2}, rate_hz, duration_s);
  for (auto& recorded : record.channels)
    damage(recorded.samples_mv, random);
  return record;
}

}  // namespace

TEST_CASE("However hostile a record, the model's input is finite and standardised, or every lead has its reason") {
  constexpr std::array kAsked = {Lead::I, Lead::II, Lead::aVR, Lead::V2, Lead::V5};
  leadwise::Random random(20250317);
  std::size_t windows = 0, reasons = 0, refusals = 0;
  for (int round = 0; round < 150; ++round) {
    INFO("round " << round);
    const auto result = leadwise::prepare_record(hostile_record(random), kAsked);
    if (!result) {
      REQUIRE(result.error().code == leadwise::ErrorCode::TooShort);
      ++refusals;
      continue;
    }
    REQUIRE(all_finite(*result));
    REQUIRE(result->quality.size() == kAsked.size());
    std::size_t usable = 0;
    for (const auto& lead : result->quality)
      (lead.reason ? reasons : usable) += 1;
    REQUIRE(result->windows.empty() == (usable == 0));
    for (const auto& window : result->windows)
      REQUIRE(window.standardised.leads.size() == usable);
    windows += result->windows.size();
  }
  // All three ends must have been met, or the test has tested nothing.
  CHECK(windows > 50);
  CHECK(reasons > 100);
  CHECK(refusals > 10);
}

TEST_CASE("Resampling hostile samples neither crashes nor changes their number") {
  leadwise::Random random(7);
  for (int round = 0; round < 100; ++round) {
    auto samples = made_up_ecg(250.0, random.uniform(0.0, 3.0));
    damage(samples, random);
    const double to_hz = kHostileRatesHz[below(random, kHostileRatesHz.size())];
    const auto result = leadwise::resample_to_rate(samples, 250.0, to_hz);
    REQUIRE(result);
    REQUIRE(result->size() ==
            static_cast<std::size_t>(std::round(static_cast<double>(samples.size()) * to_hz / 250.0)));
  }
}
