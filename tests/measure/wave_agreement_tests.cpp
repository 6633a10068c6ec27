#include "wave_agreement.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {

// A wave of 80 ms.
MarkedWave wave_at(double peak_s) { return {peak_s - 0.04, peak_s, peak_s + 0.04}; }

WaveAgreement compared(const std::vector<MarkedWave>& marked, const std::vector<MarkedWave>& found) {
  WaveAgreement agreement;
  compare_waves(marked, found, 0.5, 2.5, agreement);
  return agreement;
}

bool is_near(double value, double expected) { return std::fabs(value - expected) < 1e-6; }

}  // namespace

TEST_CASE("Waves found where they are marked are hits, and their errors are found minus marked") {
  const WaveAgreement agreement = compared({wave_at(1.0), wave_at(2.0)}, {{0.97, 1.01, 1.02}, {1.95, 1.99, 2.06}});
  CHECK(agreement.hits == 2);
  CHECK(agreement.missed == 0);
  CHECK(agreement.extra == 0);
  CHECK(is_near(agreement.on_ms.mean(), 0.0));
  CHECK(is_near(agreement.on_ms.sd(), 10.0 * std::sqrt(2.0)));
  CHECK(is_near(agreement.peak_ms.sd(), 10.0 * std::sqrt(2.0)));
  CHECK(is_near(agreement.off_ms.mean(), 0.0));
  CHECK(is_near(agreement.off_ms.sd(), 20.0 * std::sqrt(2.0)));
}

TEST_CASE("A wave further off than 150 ms is missed and extra at once") {
  const WaveAgreement agreement = compared({wave_at(1.0)}, {wave_at(1.16)});
  CHECK(agreement.hits == 0);
  CHECK(agreement.missed == 1);
  CHECK(agreement.extra == 1);
  CHECK(compared({wave_at(1.0)}, {wave_at(1.149)}).hits == 1);
}

TEST_CASE("A long wave that covers the marked peak is found however far its own peak lies") {
  const WaveAgreement agreement = compared({wave_at(1.0)}, {{0.95, 1.2, 1.3}});
  CHECK(agreement.hits == 1);
  CHECK(is_near(agreement.peak_ms.mean(), 200.0));
}

TEST_CASE("Waves outside of the first and last marked beat are not extra, and those between are") {
  const std::vector<MarkedWave> found = {wave_at(0.3), wave_at(1.0), wave_at(1.7), wave_at(2.7)};
  const WaveAgreement agreement = compared({wave_at(1.0)}, found);
  CHECK(agreement.hits == 1);
  CHECK(agreement.extra == 1);
}

TEST_CASE("A found wave answers for one marked wave only") {
  const WaveAgreement agreement = compared({wave_at(1.0), wave_at(1.1)}, {wave_at(1.05)});
  CHECK(agreement.hits == 1);
  CHECK(agreement.missed == 1);
}

TEST_CASE("Agreements of several leads add up") {
  WaveAgreement sum = compared({wave_at(1.0)}, {wave_at(1.01)});
  compare_waves({wave_at(1.0), wave_at(2.0)}, {wave_at(0.99)}, 0.5, 2.5, sum);
  CHECK(sum.hits == 2);
  CHECK(sum.missed == 1);
  CHECK(is_near(sum.sensitivity(), 2.0 / 3.0));
  CHECK(is_near(sum.positive_predictivity(), 1.0));
  CHECK(is_near(sum.peak_ms.mean(), 0.0));
}
