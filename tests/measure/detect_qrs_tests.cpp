#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "beat_agreement.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/reader.hpp"
#include "leadwise/simulator.hpp"
#include "real_records.hpp"

using leadwise::Channel;
using leadwise::detect_qrs;
using leadwise::EcgRecord;
using leadwise::Lead;
using leadwise::Random;
using leadwise::simulate_ecg;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;
using leadwise::SimulationSettings;

namespace {

constexpr double kBeatReachS = 0.075;

// Beats whose QRS complex is cut off by the record's ends may be found or not.
std::vector<double> whole_beats(const SimulatedEcg& ecg) {
  std::vector<double> times_s;
  for (const SimulatedBeat& beat : ecg.beats) {
    if (beat.qrs_on_s > 0.0 && beat.qrs_off_s < ecg.record.duration_s()) {
      times_s.push_back(beat.r_s);
    }
  }
  return times_s;
}

std::vector<double> inside(std::vector<double> found_s, const std::vector<double>& truth_s) {
  std::erase_if(found_s, [&](double time_s) {
    return truth_s.empty() || time_s < truth_s.front() - kBeatReachS || time_s > truth_s.back() + kBeatReachS;
  });
  return found_s;
}

void check_all_found(const SimulatedEcg& ecg, const EcgRecord& record) {
  const std::vector<double> truth_s = whole_beats(ecg);
  BeatAgreement agreement;
  compare_beats(truth_s, inside(detect_qrs(record), truth_s), kBeatReachS, agreement);
  CHECK(agreement.missed == 0);
  CHECK(agreement.extra == 0);
}

void check_all_found(const SimulationSettings& settings, std::uint64_t seed = 1) {
  const auto ecg = simulate_ecg(settings, seed);
  REQUIRE(ecg);
  check_all_found(*ecg, ecg->record);
}

/// What Philips devices put behind an ECG, as one channel holds it after a conversion: off by a step of 5 uV here and there.
std::vector<double> calibration_end(double sampling_rate_hz, std::size_t channel) {
  constexpr double kStepMv = 0.005;
  const auto count = static_cast<std::size_t>(0.5 * sampling_rate_hz);
  std::vector<double> samples_mv(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double time_s = static_cast<double>(i) / sampling_rate_hz;
    const double level_mv = time_s >= 0.2 && time_s < 0.4 ? 1.0 : 0.0;
    const double off = (i + channel) % 7 == 0 ? 1.0 : (i + 3 * channel) % 11 == 0 ? -1.0 : 0.0;
    samples_mv[i] = level_mv + off * kStepMv;
  }
  return samples_mv;
}

EcgRecord flat_record(double value, std::size_t sample_count) {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  for (const Lead lead : leadwise::kTwelveLeads) {
    record.channels.push_back({"", lead, 0.001, 0.0, std::vector<double>(sample_count, value)});
  }
  return record;
}

}  // namespace

TEST_CASE("Beats are found from 25 to 220 a minute") {
  for (const double rate_bpm : {25.0, 40.0, 60.0, 80.0, 110.0, 140.0, 180.0, 220.0}) {
    SimulationSettings settings;
    settings.duration_s = 30.0;
    settings.heart_rate_bpm = rate_bpm;
    settings.qt_ms = std::min(460.0, 60000.0 / rate_bpm * 0.7 + 60.0);
    if (rate_bpm > 150.0) {
      settings.pr_ms = 110.0;
      settings.p_duration_ms = 80.0;
    }
    CAPTURE(rate_bpm);
    check_all_found(settings);
  }
}

TEST_CASE("Beats are found at every sampling rate from 100 to 2000 Hz") {
  for (const double rate_hz : {100.0, 125.0, 250.0, 360.0, 500.0, 1000.0, 2000.0}) {
    SimulationSettings settings;
    settings.sampling_rate_hz = rate_hz;
    settings.rr_irregularity = 0.1;
    CAPTURE(rate_hz);
    check_all_found(settings, 2);
  }
}

TEST_CASE("Beats are found in records of 2 s") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SimulationSettings settings;
    settings.duration_s = 2.0;
    settings.heart_rate_bpm = 75.0;
    CAPTURE(seed);
    check_all_found(settings, seed);
  }
}

TEST_CASE("Low amplitude, broad complexes, tall T waves, irregular rhythm and noise are met") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    SimulationSettings low;
    low.qrs_amplitude_mv = 0.25;
    low.t_amplitude_mv = 0.08;
    low.p_amplitude_mv = 0.04;
    check_all_found(low, seed);
    SimulationSettings broad;
    broad.qrs_ms = 180.0;
    broad.qt_ms = 480.0;
    check_all_found(broad, seed);
    SimulationSettings tall;
    tall.t_amplitude_mv = 1.6;
    check_all_found(tall, seed);
    SimulationSettings fibrillation;
    fibrillation.rr_irregularity = 0.25;
    fibrillation.p_duration_ms = 0.0;
    fibrillation.heart_rate_bpm = 95.0;
    fibrillation.qt_ms = 340.0;
    fibrillation.duration_s = 60.0;
    check_all_found(fibrillation, seed);
    SimulationSettings noisy;
    noisy.noise_mv = 0.12;
    noisy.mains_mv = 0.3;
    noisy.wander_mv = 0.5;
    check_all_found(noisy, seed);
    SimulationSettings overloaded;
    overloaded.overload_severity = 1.0;
    check_all_found(overloaded, seed);
  }
}

TEST_CASE("Any single lead is enough in a clean record") {
  const SimulatedEcg ecg = *simulate_ecg({}, 3);
  for (const Lead lead : {Lead::I, Lead::II, Lead::V1, Lead::V3, Lead::V5}) {
    EcgRecord single = ecg.record;
    std::erase_if(single.channels, [&](const Channel& channel) { return channel.lead != lead; });
    check_all_found(ecg, single);
  }
}

TEST_CASE("Channels without a lead's name are searched where there are no others") {
  SimulatedEcg ecg = *simulate_ecg({}, 3);
  ecg.record.channels.resize(2);
  for (Channel& channel : ecg.record.channels) {
    channel.lead.reset();
  }
  check_all_found(ecg, ecg.record);
}

TEST_CASE("Flat, missing and wild leads do not hide the beats of the others") {
  const SimulatedEcg ecg = *simulate_ecg({}, 4);
  EcgRecord record = ecg.record;
  Random random(1);
  record.channels[6].samples_mv.assign(record.sample_count(), 0.7);
  record.channels[7].samples_mv.assign(record.sample_count(), std::numeric_limits<double>::quiet_NaN());
  for (double& value : record.channels[8].samples_mv) {
    value = 3.0 * random.normal();
  }
  record.channels[9].samples_mv[1000] = std::numeric_limits<double>::infinity();
  record.channels[9].samples_mv[2000] = 1e300;
  for (std::size_t i = 3000; i < record.sample_count(); ++i) {
    record.channels[10].samples_mv[i] += 5.0;
  }
  check_all_found(ecg, record);
}

TEST_CASE("Leads recorded one after the other, as a page has them, with or without a rhythm strip, show every beat") {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  for (const double axis_deg : {-60.0, 0.0, 55.0, 115.0}) {
    for (const bool strip : {true, false}) {
      for (const double elsewhere : {missing, 0.0, -2.048}) {
        SimulationSettings settings;
        settings.frontal_axis_deg = axis_deg;
        settings.noise_mv = 0.02;
        settings.wander_mv = 0.2;
        SimulatedEcg ecg = *simulate_ecg(settings, 7);
        const std::size_t quarter = ecg.record.sample_count() / 4;
        for (std::size_t i = 0; i < ecg.record.channels.size(); ++i) {
          if (strip && ecg.record.channels[i].lead == Lead::II)
            continue;
          std::vector<double>& samples = ecg.record.channels[i].samples_mv;
          for (std::size_t k = 0; k < samples.size(); ++k)
            samples[k] = k / quarter == i / 3 ? samples[k] : elsewhere;
        }
        CAPTURE(axis_deg, strip, elsewhere);
        check_all_found(ecg, ecg.record);
      }
    }
  }
}

TEST_CASE("Artefacts of one electrode between beats are no beats, however large") {
  const SimulatedEcg ecg = *simulate_ecg({}, 5);
  EcgRecord record = ecg.record;
  for (std::size_t b = 1; b < ecg.beats.size(); b += 6) {
    const auto from = static_cast<std::size_t>((ecg.beats[b].t_off_s + 0.05) * record.sampling_rate_hz);
    for (std::size_t i = from; i < std::min(from + 15, record.sample_count()); ++i) {
      record.channels[8].samples_mv[i] += 6.0;
    }
  }
  check_all_found(ecg, record);
}

TEST_CASE("T waves higher than the QRS complexes are not taken for beats") {
  for (const double t_amplitude_mv : {0.8, 1.0, 1.2}) {
    SimulationSettings settings;
    settings.qrs_amplitude_mv = 0.8;
    settings.t_amplitude_mv = t_amplitude_mv;
    CAPTURE(t_amplitude_mv);
    check_all_found(settings, 7);
  }
}

TEST_CASE("Single weak beats are found by searching the gap again") {
  const SimulatedEcg ecg = *simulate_ecg({}, 8);
  EcgRecord record = ecg.record;
  for (std::size_t b = 2; b < ecg.beats.size(); b += 4) {
    const auto from = static_cast<std::size_t>((ecg.beats[b].qrs_on_s - 0.01) * record.sampling_rate_hz);
    const auto to = static_cast<std::size_t>((ecg.beats[b].qrs_off_s + 0.01) * record.sampling_rate_hz);
    for (Channel& channel : record.channels) {
      for (std::size_t i = from; i < std::min(to, record.sample_count()); ++i) {
        channel.samples_mv[i] *= 0.28;
      }
    }
  }
  check_all_found(ecg, record);
}

TEST_CASE("No beats are found where there are none") {
  CHECK(detect_qrs(EcgRecord{}).empty());
  CHECK(detect_qrs(flat_record(0.0, 5000)).empty());
  CHECK(detect_qrs(flat_record(-1.3, 5000)).empty());
  CHECK(detect_qrs(flat_record(std::numeric_limits<double>::quiet_NaN(), 5000)).empty());
  CHECK(detect_qrs(flat_record(1.0, 1)).empty());
  EcgRecord unknown_rate = simulate_ecg({}, 1)->record;
  unknown_rate.sampling_rate_hz = std::numeric_limits<double>::quiet_NaN();
  CHECK(detect_qrs(unknown_rate).empty());
}

TEST_CASE("Noise alone is no heartbeat") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EcgRecord record = flat_record(0.0, 5000);
    Random random(seed);
    for (Channel& channel : record.channels) {
      for (double& value : channel.samples_mv) {
        value = 0.02 * random.normal();
      }
    }
    CAPTURE(seed);
    CHECK(detect_qrs(record).empty());
  }
}

TEST_CASE("A calibration pulse in all leads is no heartbeat, wherever it stands in the recording") {
  EcgRecord record = simulate_ecg({}, 1)->record;
  const std::vector<double> beats_s = detect_qrs(record);
  EcgRecord at_end = record, at_start = record;
  for (std::size_t c = 0; c < record.channels.size(); ++c) {
    const std::vector<double> pulse = calibration_end(record.sampling_rate_hz, c);
    std::vector<double>& last = at_end.channels[c].samples_mv;
    last.insert(last.end(), pulse.begin(), pulse.end());
    std::vector<double>& first = at_start.channels[c].samples_mv;
    first.insert(first.begin(), pulse.begin(), pulse.end());
  }
  CHECK(detect_qrs(at_end).size() == beats_s.size());
  CHECK(detect_qrs(at_start).size() == beats_s.size());
}

TEST_CASE("Beats are found where every channel holds the same lead") {
  EcgRecord record = simulate_ecg({}, 1)->record;
  const std::vector<double> copied = record.find(Lead::II)->samples_mv;
  for (Channel& channel : record.channels) {
    channel.samples_mv = copied;
    channel.lead.reset();
  }
  CHECK(detect_qrs(record).size() > 8);
}

TEST_CASE("The calibration pulse at the end of a real Philips recording is not counted", "[recordings]") {
  const std::string path = data_folder() + "/formats/philips_sierra_xml/129DYPRG.XML";
  const std::vector<std::uint8_t> bytes = file_bytes(path);
  if (bytes.empty())
    SKIP("no " << path);
  const std::vector<leadwise::FileBytes> files = {{"129DYPRG.XML", bytes}};
  const auto record = leadwise::read_record(files);
  REQUIRE(record.has_value());
  const std::vector<double> beats_s = detect_qrs(*record);
  REQUIRE(beats_s.size() > 5);
  const double heart_rate_bpm = 60.0 * static_cast<double>(beats_s.size() - 1) / (beats_s.back() - beats_s.front());
  constexpr double kDeviceSaysBpm = 41.0;
  CHECK(std::abs(heart_rate_bpm - kDeviceSaysBpm) < 1.0);
}

TEST_CASE("A record of hours is searched piece by piece without losing or doubling beats at the joins") {
  SimulationSettings settings;
  settings.duration_s = 3600.0;
  settings.sampling_rate_hz = 125.0;
  settings.rr_irregularity = 0.08;
  check_all_found(settings, 6);
}

TEST_CASE("Beat times are equal bit for bit on every platform") {
  SimulationSettings settings;
  settings.rr_irregularity = 0.1;
  settings.noise_mv = 0.05;
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const double time_s : detect_qrs(simulate_ecg(settings, 12)->record)) {
    std::uint64_t word = 0;
    std::memcpy(&word, &time_s, sizeof word);
    hash = (hash ^ word) * 0x100000001B3;
  }
  CHECK(hash == 0x17edc615f834e771);
}
