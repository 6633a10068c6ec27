#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "leadwise/beats.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"
#include "ptbxl_records.hpp"

using leadwise::EcgRecord;
using leadwise::shows_heartbeats;

namespace {

EcgRecord two_leads(double duration_s, const auto& first_mv, const auto& second_mv) {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  const auto count = static_cast<std::size_t>(duration_s * 500.0);
  for (const leadwise::Lead lead : {leadwise::Lead::I, leadwise::Lead::II}) {
    leadwise::Channel channel;
    channel.lead = lead;
    for (std::size_t i = 0; i < count; ++i) {
      const double time_s = static_cast<double>(i) / 500.0;
      channel.samples_mv.push_back(lead == leadwise::Lead::I ? first_mv(time_s) : second_mv(time_s));
    }
    record.channels.push_back(std::move(channel));
  }
  return record;
}

EcgRecord sines(double frequency_hz) {
  const auto wave = [frequency_hz](double time_s, double phase) {
    return std::sin(2.0 * std::numbers::pi * frequency_hz * time_s + phase);
  };
  return two_leads(
      10.0, [&](double time_s) { return 0.5 * wave(time_s, 0.0); },
      [&](double time_s) { return 0.8 * wave(time_s, 0.5); });
}

}  // namespace

TEST_CASE("Sine waves and constant leads show no heartbeats") {
  for (const double frequency_hz : {0.5, 1.2, 3.0, 7.0, 20.0, 50.0}) {
    INFO(frequency_hz);
    CHECK_FALSE(shows_heartbeats(sines(frequency_hz)));
  }
  const auto constant = [](double) { return 0.1; };
  CHECK_FALSE(shows_heartbeats(two_leads(10.0, constant, constant)));
  CHECK_FALSE(shows_heartbeats({}));
}

TEST_CASE("Noise shows no heartbeats, white or wandering") {
  leadwise::Random random(1);
  const auto noise = [&](double) { return 0.3 * random.normal(); };
  CHECK_FALSE(shows_heartbeats(two_leads(10.0, noise, noise)));
  double level_mv = 0.0;
  const auto wander = [&](double) { return level_mv += 0.02 * random.normal(); };
  CHECK_FALSE(shows_heartbeats(two_leads(10.0, wander, wander)));
}

TEST_CASE("Simulated ECGs from 25 to 250 a minute show heartbeats, and ten minutes of them do") {
  for (const double rate_bpm : {25.0, 40.0, 70.0, 120.0, 180.0, 220.0, 250.0}) {
    for (const double qrs_ms : {80.0, 120.0}) {
      leadwise::SimulationSettings settings;
      settings.heart_rate_bpm = rate_bpm;
      settings.qrs_ms = qrs_ms;
      settings.noise_mv = 0.05;
      INFO(rate_bpm << " a minute, QRS of " << qrs_ms << " ms");
      CHECK(shows_heartbeats(leadwise::simulate_ecg(settings, 3)->record));
    }
  }
  leadwise::SimulationSettings minutes;
  minutes.duration_s = 600.0;
  minutes.sampling_rate_hz = 125.0;
  CHECK(shows_heartbeats(leadwise::simulate_ecg(minutes, 3)->record));
}

TEST_CASE("Every PTB-XL and Chapman record shows heartbeats", "[recordings]") {
  int records = 0, without = 0;
  for (const IndexedRecord& item : indexed_records()) {
    const auto record = real_record(item.path);
    if (!record)
      continue;
    ++records;
    if (!shows_heartbeats(*record)) {
      ++without;
      std::printf("no heartbeats: %s\n", item.uid.c_str());
    }
  }
  if (records == 0)
    SKIP("no recordings below " << data_folder());
  CHECK(without == 0);
}
