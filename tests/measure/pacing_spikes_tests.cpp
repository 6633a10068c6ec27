#include "beats/pacing_spikes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "composed_records.hpp"
#include "leadwise/beats.hpp"

using leadwise::EcgRecord;
using leadwise::find_pacing_spikes;
using leadwise::simulate_ecg;
using leadwise::SimulationSettings;

namespace {

const std::vector<double> kBeatsS = {0.8, 1.7, 2.6, 3.5, 4.4, 5.3, 6.2, 7.1, 8.0, 8.9};

}  // namespace

TEST_CASE("Spikes of a pacemaker are found where they are") {
  EcgRecord record = compose_record(10.0, {}, kBeatsS, 0.01);
  add_spikes(record, kBeatsS, 0.10, 0.6);
  const std::vector<double> found_s = find_pacing_spikes(record);
  REQUIRE(found_s.size() == kBeatsS.size());
  for (std::size_t i = 0; i < found_s.size(); ++i)
    CHECK(std::fabs(found_s[i] - (kBeatsS[i] - 0.10)) < 0.0021);
}

TEST_CASE("Spikes are found in one lead and in negative deflections, and a missing sample is none") {
  EcgRecord record = compose_record(10.0, {}, kBeatsS, 0.01);
  add_spikes(record, kBeatsS, 0.10, -0.8);
  record.channels.resize(1);
  record.channels[0].samples_mv[2200] = std::numeric_limits<double>::quiet_NaN();
  CHECK(find_pacing_spikes(record).size() == kBeatsS.size());
}

TEST_CASE("Sharp QRS complexes, noise and a single artefact are no spikes") {
  SimulationSettings settings = sinus_settings(80.0);
  settings.qrs_ms = 60.0;
  settings.qrs_amplitude_mv = 4.0;
  settings.noise_mv = 0.1;
  EcgRecord record = simulate_ecg(settings, 1)->record;
  CHECK(find_pacing_spikes(record).empty());
  for (auto& channel : record.channels)
    channel.samples_mv[1500] += 3.0;
  CHECK(find_pacing_spikes(record).empty());
}

TEST_CASE("Steps of the baseline in all leads are no spikes, whatever their size") {
  for (const double step_mv : {0.4, 1.0, 3.0}) {
    EcgRecord record = simulate_ecg(sinus_settings(70.0), 2)->record;
    for (auto& channel : record.channels) {
      for (std::size_t i = 300; i < channel.samples_mv.size(); ++i)
        channel.samples_mv[i] += step_mv * static_cast<double>((i / 700) % 2);
    }
    CAPTURE(step_mv);
    CHECK(find_pacing_spikes(record).empty());
  }
}

TEST_CASE("Spikes that begin the P waves before the beats pace them, those further away do not") {
  for (const double before_s : {0.10, 0.18, 0.26, 0.42}) {
    EcgRecord record = compose_record(10.0, kBeatsS, {}, 0.01);
    add_spikes(record, kBeatsS, before_s, 0.8);
    CAPTURE(before_s);
    CHECK(leadwise::looks_paced(record) == (before_s < 0.4));
  }
}

TEST_CASE("In a fast rhythm a spike close behind a beat begins none") {
  EcgRecord record = simulate_ecg(sinus_settings(185.0), 4)->record;
  const std::vector<double> beats_s = leadwise::detect_qrs(record);
  add_spikes(record, {beats_s.begin(), beats_s.end() - 1}, -0.12, 0.8);
  REQUIRE(2 * find_pacing_spikes(record).size() > beats_s.size());
  CHECK_FALSE(leadwise::looks_paced(record));
}

TEST_CASE("Below 400 Hz and without samples no spikes are sought") {
  SimulationSettings settings = sinus_settings();
  settings.sampling_rate_hz = 250.0;
  EcgRecord record = simulate_ecg(settings, 1)->record;
  add_spikes(record, {1.0, 2.0, 3.0, 4.0}, 0.1, 2.0);
  CHECK(find_pacing_spikes(record).empty());
  CHECK(find_pacing_spikes(EcgRecord{}).empty());
  record.sampling_rate_hz = std::numeric_limits<double>::quiet_NaN();
  CHECK(find_pacing_spikes(record).empty());
}
