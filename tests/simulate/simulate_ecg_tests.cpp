#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "ecg_measures.hpp"
#include "leadwise/simulator.hpp"

using Catch::Approx;
using leadwise::EcgRecord;
using leadwise::kTwelveLeads;
using leadwise::Lead;
using leadwise::simulate_ecg;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;
using leadwise::SimulationSettings;

namespace {

double microvolts(const EcgRecord& record, Lead lead, std::size_t i) {
  return record.find(lead)->samples_mv[i] * 1000.0;
}

double root_mean_square(const std::vector<double>& values) {
  double squares = 0.0;
  for (const double value : values) {
    squares += value * value;
  }
  return std::sqrt(squares / static_cast<double>(values.size()));
}

// What the interference alone gives: the ECG with it minus the ECG without.
std::vector<double> interference(const SimulationSettings& settings, Lead lead) {
  SimulationSettings clean = settings;
  clean.noise_mv = clean.mains_mv = clean.wander_mv = 0.0;
  std::vector<double> with = simulate_ecg(settings, 5)->record.find(lead)->samples_mv;
  const std::vector<double> without = simulate_ecg(clean, 5)->record.find(lead)->samples_mv;
  for (std::size_t i = 0; i < with.size(); ++i) {
    with[i] -= without[i];
  }
  return with;
}

}  // namespace

TEST_CASE("A simulated ECG has twelve leads, the duration and the rate asked for") {
  SimulationSettings settings;
  settings.duration_s = 7.5;
  settings.sampling_rate_hz = 360.0;
  const auto ecg = simulate_ecg(settings, 1);
  REQUIRE(ecg);
  REQUIRE(ecg->record.channels.size() == 12);
  CHECK(ecg->record.sampling_rate_hz == 360.0);
  for (const Lead lead : kTwelveLeads) {
    REQUIRE(ecg->record.find(lead) != nullptr);
    CHECK(ecg->record.find(lead)->samples_mv.size() == 2700);
    CHECK(ecg->record.find(lead)->label == leadwise::lead_name(lead));
  }
}

TEST_CASE("Every sample is a whole microvolt") {
  const auto ecg = simulate_ecg({}, 2);
  REQUIRE(ecg);
  for (const auto& channel : ecg->record.channels) {
    CHECK(channel.resolution_mv == 0.001);
    for (const double value : channel.samples_mv) {
      REQUIRE(value == std::round(value * 1000.0) / 1000.0);
    }
  }
}

TEST_CASE("The limb leads obey Einthoven's and Goldberger's laws to the microvolt, noise and all") {
  SimulationSettings settings;
  settings.noise_mv = 0.05;
  settings.mains_mv = 0.1;
  settings.overload_severity = 0.7;
  const auto ecg = simulate_ecg(settings, 3);
  REQUIRE(ecg);
  const EcgRecord& record = ecg->record;
  for (std::size_t i = 0; i < record.sample_count(); ++i) {
    const double lead_i = microvolts(record, Lead::I, i);
    const double lead_ii = microvolts(record, Lead::II, i);
    REQUIRE(std::fabs(microvolts(record, Lead::III, i) - (lead_ii - lead_i)) < 1e-6);
    REQUIRE(std::fabs(microvolts(record, Lead::aVR, i) + (lead_i + lead_ii) / 2.0) < 1e-6);
    REQUIRE(std::fabs(microvolts(record, Lead::aVL, i) - (lead_i - lead_ii / 2.0)) < 1e-6);
    REQUIRE(std::fabs(microvolts(record, Lead::aVF, i) - (lead_ii - lead_i / 2.0)) < 1e-6);
  }
}

TEST_CASE("The frontal QRS axis is the one asked for, by net amplitude and by net area") {
  for (int axis = -180; axis <= 180; axis += 15) {
    SimulationSettings settings = quiet_settings();
    settings.frontal_axis_deg = axis;
    const auto ecg = simulate_ecg(settings, 4);
    REQUIRE(ecg);
    const SimulatedBeat& beat = whole_beat(*ecg);
    const auto net_area = [&](Lead lead) { return area(ecg->record, lead, beat.qrs_on_s, beat.qrs_off_s); };
    CAPTURE(axis);
    CHECK(angle_between_deg(qrs_axis_deg(ecg->record, beat), axis) < 3.0);
    CHECK(angle_between_deg(axis_deg(net_area(Lead::I), net_area(Lead::aVF)), axis) < 3.0);
  }
}

TEST_CASE("The truth holds the intervals asked for, at every severity") {
  for (const double severity : {0.0, 0.4, 1.0}) {
    SimulationSettings settings = quiet_settings();
    settings.pr_ms = 180.0;
    settings.qrs_ms = 104.0;
    settings.qt_ms = 410.0;
    settings.p_duration_ms = 95.0;
    settings.overload_severity = severity;
    const auto ecg = simulate_ecg(settings, 6);
    REQUIRE(ecg);
    for (const SimulatedBeat& beat : ecg->beats) {
      REQUIRE(beat.p_on_s);
      REQUIRE(beat.p_off_s);
      CHECK(beat.qrs_on_s - *beat.p_on_s == Approx(0.180).margin(1e-9));
      CHECK(*beat.p_off_s - *beat.p_on_s == Approx(0.095).margin(1e-9));
      CHECK(beat.qrs_off_s - beat.qrs_on_s == Approx(0.104).margin(1e-9));
      CHECK(beat.t_off_s - beat.qrs_on_s == Approx(0.410).margin(1e-9));
      CHECK(beat.qrs_on_s < beat.r_s);
      CHECK(beat.r_s < beat.qrs_off_s);
      CHECK(beat.qrs_off_s < beat.t_on_s);
    }
  }
}

TEST_CASE("The samples leave and reach the baseline where the truth says") {
  for (const double severity : {0.0, 1.0}) {
    SimulationSettings settings = quiet_settings();
    settings.sampling_rate_hz = 2000.0;
    settings.overload_severity = severity;
    const auto ecg = simulate_ecg(settings, 7);
    REQUIRE(ecg);
    const SimulatedBeat& beat = whole_beat(*ecg);
    const auto excursion = [&](double from_s, double to_s) {
      double largest = 0.0;
      for (const Lead lead : kTwelveLeads) {
        largest =
            std::max({largest, highest(ecg->record, lead, from_s, to_s), -lowest(ecg->record, lead, from_s, to_s)});
      }
      return largest;
    };
    CAPTURE(severity);
    // Flat between the waves ...
    CHECK(excursion(*beat.p_off_s + 0.020, beat.qrs_on_s - 0.010) < 0.002);
    CHECK(excursion(beat.t_off_s + 0.040, *ecg->beats.at(3).p_on_s - 0.020) < 0.002);
    // ... small at their borders, and clearly away from the baseline soon after.
    CHECK(excursion(beat.qrs_on_s - 0.002, beat.qrs_on_s) < 0.08);
    CHECK(excursion(beat.qrs_off_s, beat.qrs_off_s + 0.002) < 0.12);
    CHECK(excursion(beat.qrs_on_s + 0.004, beat.qrs_on_s + 0.006) > 0.05);
    CHECK(excursion(beat.qrs_off_s - 0.006, beat.qrs_off_s - 0.004) > 0.05);
    CHECK(excursion(beat.t_on_s, beat.t_off_s) > 0.3);
  }
}

TEST_CASE("Without a P wave nothing precedes the QRS complex and the truth has no P times") {
  SimulationSettings settings = quiet_settings();
  settings.p_duration_ms = 0.0;
  const auto ecg = simulate_ecg(settings, 8);
  REQUIRE(ecg);
  const SimulatedBeat& beat = whole_beat(*ecg);
  CHECK_FALSE(beat.p_on_s);
  CHECK_FALSE(beat.p_off_s);
  CHECK(highest(ecg->record, Lead::II, beat.qrs_on_s - 0.2, beat.qrs_on_s - 0.01) < 0.001);
}

TEST_CASE("The QRS and T dipoles have the amplitudes asked for") {
  SimulationSettings settings = quiet_settings();
  const auto once = simulate_ecg(settings, 9);
  settings.qrs_amplitude_mv *= 2.0;
  settings.t_amplitude_mv *= 0.5;
  const auto twice = simulate_ecg(settings, 9);
  REQUIRE(once);
  REQUIRE(twice);
  const SimulatedBeat& beat = whole_beat(*once);
  const auto ratio = [&](double from_s, double to_s) {
    return highest(twice->record, Lead::V4, from_s, to_s) / highest(once->record, Lead::V4, from_s, to_s);
  };
  CHECK(ratio(beat.qrs_on_s, beat.qrs_off_s) == Approx(2.0).epsilon(0.01));
  CHECK(ratio(beat.t_on_s, beat.t_off_s) == Approx(0.5).epsilon(0.02));
}

TEST_CASE("Rate and irregularity come out as asked") {
  SimulationSettings settings = quiet_settings();
  settings.duration_s = 3000.0;
  settings.sampling_rate_hz = 100.0;
  settings.heart_rate_bpm = 90.0;
  for (const double irregularity : {0.0, 0.03, 0.2, 0.45}) {
    settings.rr_irregularity = irregularity;
    const auto ecg = simulate_ecg(settings, 10);
    REQUIRE(ecg);
    double sum = 0.0;
    double squares = 0.0;
    const auto count = static_cast<double>(ecg->beats.size() - 1);
    for (std::size_t i = 1; i < ecg->beats.size(); ++i) {
      const double rr_s = ecg->beats[i].r_s - ecg->beats[i - 1].r_s;
      CHECK(rr_s > 0.19);
      sum += rr_s;
      squares += rr_s * rr_s;
    }
    const double mean = sum / count;
    CAPTURE(irregularity);
    CHECK(mean == Approx(60.0 / 90.0).epsilon(0.02));
    CHECK(std::sqrt(std::max(0.0, squares / count - mean * mean)) / mean ==
          Approx(irregularity).epsilon(0.06).margin(1e-6));
  }
}

TEST_CASE("Noise has the RMS asked for in the limb leads I to III and in the chest leads") {
  SimulationSettings settings = quiet_settings();
  settings.noise_mv = 0.05;
  settings.duration_s = 60.0;
  for (const Lead lead : {Lead::I, Lead::II, Lead::III, Lead::V1, Lead::V6}) {
    CHECK(root_mean_square(interference(settings, lead)) == Approx(0.05).epsilon(0.03));
  }
}

TEST_CASE("Mains and wander have the size asked for") {
  SimulationSettings settings = quiet_settings();
  settings.mains_mv = 0.2;
  for (const Lead lead : {Lead::I, Lead::II, Lead::III, Lead::V3}) {
    CHECK(root_mean_square(interference(settings, lead)) == Approx(0.2 / std::sqrt(2.0)).epsilon(0.02));
  }
  settings.mains_mv = 0.0;
  settings.wander_mv = 0.3;
  settings.duration_s = 600.0;
  CHECK(root_mean_square(interference(settings, Lead::III)) == Approx(0.3).epsilon(0.1));
  // Below 0.5 Hz: a quarter of a second changes little.
  const std::vector<double> wander = interference(settings, Lead::V2);
  CHECK(std::fabs(wander[1000] - wander[1010]) < 0.05);
}

TEST_CASE("A seed fixes every sample; another seed gives another ECG") {
  CHECK(hash_of(simulate_ecg({}, 1)->record) == hash_of(simulate_ecg({}, 1)->record));
  CHECK(hash_of(simulate_ecg({}, 1)->record) != hash_of(simulate_ecg({}, 2)->record));
}

TEST_CASE("The same ECG comes out bit for bit on every platform") {
  SimulationSettings settings;
  settings.rr_irregularity = 0.15;
  settings.mains_mv = 0.03;
  settings.overload_severity = 0.6;
  settings.frontal_axis_deg = -20.0;
  settings.duration_s = 30.0;
  const auto ecg = simulate_ecg(settings, 20240611);
  REQUIRE(ecg);
  CHECK(hash_of(ecg->record) == 0x113fa3067fa7def2);
}

TEST_CASE("The longest record asked for is made") {
  SimulationSettings settings;
  settings.duration_s = 3600.0;
  settings.sampling_rate_hz = 100.0;
  const auto ecg = simulate_ecg(settings, 1);
  REQUIRE(ecg);
  CHECK(ecg->record.sample_count() == 360000);
  CHECK(ecg->beats.size() > 4000);
}
