#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "align_beats.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

using leadwise::align_beats;
using leadwise::EcgRecord;
using leadwise::Random;
using leadwise::simulate_ecg;
using leadwise::SimulationSettings;

namespace {

// Distances of the aligned beats from the true ones spread by at most this.
constexpr double kSpreadS = 0.0041;

double spread_after_alignment(const leadwise::SimulatedEcg& ecg, const EcgRecord& record) {
  Random random(4);
  std::vector<double> shifted_s;
  for (const auto& beat : ecg.beats) {
    shifted_s.push_back(beat.r_s + random.uniform(-0.015, 0.015));
  }
  const std::vector<double> aligned_s = align_beats(record, shifted_s);
  double smallest = 1.0;
  double largest = -1.0;
  for (std::size_t i = 0; i < aligned_s.size(); ++i) {
    smallest = std::fmin(smallest, aligned_s[i] - ecg.beats[i].r_s);
    largest = std::fmax(largest, aligned_s[i] - ecg.beats[i].r_s);
  }
  return largest - smallest;
}

}  // namespace

TEST_CASE("Beats that a detector placed unevenly are brought to the same point of their QRS complexes") {
  SimulationSettings settings;
  settings.rr_irregularity = 0.1;
  settings.noise_mv = 0.03;
  for (const double rate_hz : {250.0, 500.0, 1000.0}) {
    settings.sampling_rate_hz = rate_hz;
    const auto ecg = simulate_ecg(settings, 2);
    REQUIRE(ecg);
    CAPTURE(rate_hz);
    CHECK(spread_after_alignment(*ecg, ecg->record) <= std::fmax(kSpreadS, 2.01 / rate_hz));
  }
}

TEST_CASE("A beat without samples keeps its time") {
  EcgRecord record = simulate_ecg({}, 2)->record;
  for (auto& channel : record.channels) {
    channel.samples_mv.assign(record.sample_count(), std::numeric_limits<double>::quiet_NaN());
  }
  const std::vector<double> beats_s = {1.0, 2.0};
  CHECK(align_beats(record, beats_s) == beats_s);
}
