#include <array>
#include <cmath>
#include <cstdint>

#include "check_settings.hpp"
#include "dipole_trace.hpp"
#include "interference.hpp"
#include "leadwise/lead_field.hpp"
#include "leadwise/simulator.hpp"
#include "overload_dipole.hpp"
#include "rhythm.hpp"
#include "simulated_beat.hpp"

namespace leadwise {
namespace {

enum SimulationStream : std::uint64_t { kRhythm, kInterference, kSimulatedOverload };

constexpr double kMicrovoltsPerMv = 1000.0;

SimulatedBeat shifted(SimulatedBeat beat, double by_s) {
  for (double SimulatedBeat::*time : {&SimulatedBeat::qrs_on_s, &SimulatedBeat::r_s, &SimulatedBeat::qrs_off_s,
                                      &SimulatedBeat::t_on_s, &SimulatedBeat::t_off_s}) {
    beat.*time += by_s;
  }
  if (beat.p_on_s && beat.p_off_s) {
    *beat.p_on_s += by_s;
    *beat.p_off_s += by_s;
  }
  return beat;
}

std::vector<double> draw_onsets(const SimulationSettings& settings, double end_s, Random random) {
  // Beats whose T wave or P wave alone reaches into the record count too.
  const double from_s = -settings.qt_ms / 1000.0;
  const double to_s = end_s + settings.pr_ms / 1000.0;
  return draw_beat_times(60.0 / settings.heart_rate_bpm, settings.rr_irregularity, from_s, to_s, random);
}

using Microvolts = std::array<double, kLeadCount>;

double to_steps(double voltage_mv, double step_uv) {
  return step_uv * std::floor(voltage_mv * kMicrovoltsPerMv / step_uv + 0.5);
}

// Whole microvolts; I and II are even, so that all six limb leads are whole and obey Einthoven's law exactly.
Microvolts digitise(const IndependentLeads& leads_mv) {
  const double i = to_steps(leads_mv[0], 2.0);
  const double ii = to_steps(leads_mv[1], 2.0);
  Microvolts all = {i, ii, ii - i, 0.0 - (i + ii) / 2.0, i - ii / 2.0, ii - i / 2.0};
  for (std::size_t k = 2; k < leads_mv.size(); ++k) {
    all[lead_index(kIndependentLeads[k])] = to_steps(leads_mv[k], 1.0);
  }
  return all;
}

EcgRecord empty_record(std::size_t sample_count, double sampling_rate_hz) {
  EcgRecord record;
  record.format = "simulated";
  record.sampling_rate_hz = sampling_rate_hz;
  for (const Lead lead : kTwelveLeads) {
    record.channels.push_back({std::string(lead_name(lead)), lead, 1.0 / kMicrovoltsPerMv, 0.0, {}});
    record.channels.back().samples_mv.resize(sample_count);
  }
  return record;
}

EcgRecord record_dipole(const DipoleTrace& trace, Interference interference) {
  EcgRecord record = empty_record(trace.samples.size(), trace.sampling_rate_hz);
  for (std::size_t n = 0; n < trace.samples.size(); ++n) {
    IndependentLeads leads_mv = interference.next(static_cast<double>(n) / trace.sampling_rate_hz);
    for (std::size_t k = 0; k < leads_mv.size(); ++k) {
      leads_mv[k] += dot(lead_vector(kIndependentLeads[k]), trace.samples[n]);
    }
    const Microvolts microvolts = digitise(leads_mv);
    for (std::size_t lead = 0; lead < kLeadCount; ++lead) {
      record.channels[lead].samples_mv[n] = microvolts[lead] / kMicrovoltsPerMv;
    }
  }
  return record;
}

}  // namespace

Result<SimulatedEcg> simulate_ecg(const SimulationSettings& settings, std::uint64_t seed) {
  if (auto error = find_invalid_setting(settings)) {
    return tl::unexpected<Error>(*std::move(error));
  }
  const Random random(seed);
  Random overload_random = random.fork(kSimulatedOverload);
  const BeatTemplate beat = make_beat(settings, draw_overload(overload_random));
  const auto sample_count = static_cast<std::size_t>(settings.duration_s * settings.sampling_rate_hz + 0.5);
  DipoleTrace trace(sample_count, settings.sampling_rate_hz);
  SimulatedEcg ecg;
  const double end_s = static_cast<double>(sample_count) / settings.sampling_rate_hz;
  for (const double onset_s : draw_onsets(settings, end_s, random.fork(kRhythm))) {
    trace.add(beat.waves.p, onset_s, 1.0);
    trace.add(beat.waves.qrs, onset_s, 1.0);
    trace.add(beat.waves.t, onset_s, 1.0);
    const SimulatedBeat truth = shifted(beat.truth, onset_s);
    if (truth.r_s >= 0.0 && truth.r_s < end_s) {
      ecg.beats.push_back(truth);
    }
  }
  ecg.record = record_dipole(trace, Interference(settings, random.fork(kInterference)));
  return ecg;
}

}  // namespace leadwise
