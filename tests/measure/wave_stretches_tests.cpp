#include "leadwise/wave_stretches.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "hand_made_ecg.hpp"
#include "leadwise/simulator.hpp"

using Catch::Approx;
using leadwise::BeatType;
using leadwise::EcgMeasurement;
using leadwise::EcgWave;
using leadwise::Lead;
using leadwise::WaveStretch;

namespace {

/// One lead, marked by nothing but its beats' global marks.
EcgMeasurement measured_v1(const LeadShape& shape, double qrs_ms = 100.0) {
  HandMadeEcg ecg;
  ecg.leads[Lead::V1] = shape;
  ecg.qrs_ms = qrs_ms;
  ecg.beat_count = 3;
  EcgMeasurement measured = measure_by_hand(ecg);
  measured.delineation.leads = {{Lead::V1, std::vector<leadwise::WaveMarks>(measured.beats.size())}};
  return measured;
}

std::vector<EcgWave> names_of(const std::vector<WaveStretch>& stretches) {
  std::vector<EcgWave> names;
  for (const WaveStretch& stretch : stretches)
    names.push_back(stretch.wave);
  return names;
}

std::vector<WaveStretch> first_beat(const std::vector<WaveStretch>& stretches) {
  return {stretches.begin(), stretches.begin() + static_cast<std::ptrdiff_t>(stretches.size() / 3)};
}

void check_in_order(const std::vector<WaveStretch>& stretches) {
  double end_s = -1.0;
  for (const WaveStretch& stretch : stretches) {
    CHECK(stretch.on_s >= end_s);
    CHECK(stretch.off_s > stretch.on_s);
    end_s = stretch.off_s;
  }
}

}  // namespace

TEST_CASE("The waves of a beat are its P wave, the named deflections of its QRS complex, ST and T") {
  const EcgMeasurement measured = measured_v1({.p = 0.1, .q = -0.2, .r = 0.9, .s = -0.5, .r_prime = 0.4, .t = 0.3});
  const auto stretches = wave_stretches(measured, Lead::V1);
  const auto beat = first_beat(stretches);
  REQUIRE(names_of(beat) ==
          std::vector<EcgWave>{EcgWave::p, EcgWave::q, EcgWave::r, EcgWave::s, EcgWave::r, EcgWave::st, EcgWave::t});
  check_in_order(stretches);
  const std::vector<double> ends_ms = {-60.0, 20.0, 50.0, 75.0, 100.0, 170.0, 380.0};
  for (std::size_t i = 0; i < beat.size(); ++i)
    CHECK(1000.0 * (beat[i].off_s - 0.96) == Approx(ends_ms[i]).margin(4.0));
  CHECK(1000.0 * (beat[0].on_s - 0.96) == Approx(-160.0).margin(0.1));
  CHECK(1000.0 * (beat[1].on_s - 0.96) == Approx(0.0).margin(0.1));
}

TEST_CASE("A complex of one negative wave is an S wave throughout") {
  const auto beat = first_beat(wave_stretches(measured_v1({.s = -1.0, .t = 0.2}), Lead::V1));
  REQUIRE(names_of(beat) == std::vector<EcgWave>{EcgWave::p, EcgWave::s, EcgWave::st, EcgWave::t});
  CHECK(beat[1].off_s - beat[1].on_s == Approx(0.1).margin(1e-6));
}

TEST_CASE("A complex without a wave that counts has none, and stays without a name") {
  const auto beat = first_beat(wave_stretches(measured_v1({.r = 0.01, .t = 0.2}), Lead::V1));
  CHECK(names_of(beat) == std::vector<EcgWave>{EcgWave::p, EcgWave::st, EcgWave::t});
}

TEST_CASE("A lead's own marks come before the beat's") {
  EcgMeasurement measured = measured_v1({.p = 0.1, .r = 0.9, .t = 0.3});
  auto& own = measured.delineation.leads[0].beats[0];
  own.t_on_s = 1.20;
  own.t_off_s = 1.30;
  const auto beat = first_beat(wave_stretches(measured, Lead::V1));
  CHECK(beat.back().on_s == Approx(1.20));
  CHECK(beat.back().off_s == Approx(1.30));
}

TEST_CASE("Beats of another kind, and leads that were not measured, have no waves") {
  EcgMeasurement measured = measured_v1({.p = 0.1, .r = 0.9, .t = 0.3});
  const std::size_t all = wave_stretches(measured, Lead::V1).size();
  measured.beats[1].type = BeatType::ectopic;
  const auto stretches = wave_stretches(measured, Lead::V1);
  CHECK(stretches.size() == all * 2 / 3);
  for (const WaveStretch& stretch : stretches)
    CHECK((stretch.off_s < 1.5 || stretch.on_s > 2.5));
  CHECK(wave_stretches(measured, Lead::V6).empty());
  CHECK(wave_stretches({}, Lead::V1).empty());
}

TEST_CASE("Every beat of a simulated ECG has its waves where the simulation put them") {
  const auto ecg = leadwise::simulate_ecg({}, 5).value();
  const auto measured = leadwise::measure_ecg(ecg.record).value();
  for (const Lead lead : leadwise::kTwelveLeads) {
    const auto stretches = wave_stretches(measured, lead);
    check_in_order(stretches);
    for (const auto& beat : ecg.beats) {
      if (beat.qrs_on_s < 0.5 || beat.t_off_s > 9.5)
        continue;
      for (const WaveStretch& stretch : stretches) {
        const double middle_s = 0.5 * (stretch.on_s + stretch.off_s);
        const bool in_complex = middle_s > beat.qrs_on_s + 0.02 && middle_s < beat.qrs_off_s - 0.02;
        if (in_complex)
          CHECK((stretch.wave == EcgWave::q || stretch.wave == EcgWave::r || stretch.wave == EcgWave::s));
      }
    }
  }
}

TEST_CASE("Waves have names") {
  CHECK(leadwise::wave_name(EcgWave::p) == "p");
  CHECK(leadwise::wave_name(EcgWave::st) == "st");
  CHECK(leadwise::wave_name(EcgWave::t) == "t");
}
