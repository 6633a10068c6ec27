#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "leadwise/simulator.hpp"

/// ECGs with ectopic and paced beats, composed of simulated ones.

inline leadwise::SimulationSettings sinus_settings(double heart_rate_bpm = 70.0) {
  leadwise::SimulationSettings settings;
  settings.heart_rate_bpm = heart_rate_bpm;
  settings.rr_irregularity = 0.01;
  settings.noise_mv = 0.0;
  settings.wander_mv = 0.0;
  return settings;
}

/// Broad, without a P wave, another axis.
inline leadwise::SimulationSettings ventricular_settings() {
  leadwise::SimulationSettings settings = sinus_settings(20.0);
  settings.duration_s = 20.0;
  settings.frontal_axis_deg = -80.0;
  settings.p_duration_ms = 0.0;
  settings.p_amplitude_mv = 0.0;
  settings.qrs_ms = 165.0;
  settings.qt_ms = 440.0;
  settings.qrs_amplitude_mv = 1.9;
  return settings;
}

/// Seconds of a record around a beat that the beat's own waves fill.
struct BeatCut {
  double before_s = 0.20;
  double after_s = 0.42;
};

/// Puts a beat of `source` at `to_s` (its r_s) in `record`, over what was there: inside of the cut `record` becomes the
/// beat's own waves, with short ramps at its ends.
inline void put_beat(leadwise::EcgRecord& record, double to_s, const leadwise::SimulatedEcg& source,
                     const leadwise::SimulatedBeat& beat, const BeatCut& cut = {}) {
  const double rate_hz = record.sampling_rate_hz;
  const auto at = [rate_hz](double time_s) { return static_cast<std::ptrdiff_t>(std::lround(time_s * rate_hz)); };
  const std::ptrdiff_t ramp = at(0.03), to = at(to_s), from = at(beat.r_s);
  for (std::size_t c = 0; c < record.channels.size(); ++c) {
    std::vector<double>& target = record.channels[c].samples_mv;
    const std::vector<double>& own = source.record.channels[c].samples_mv;
    for (std::ptrdiff_t k = -at(cut.before_s); k <= at(cut.after_s); ++k) {
      if (to + k < 0 || to + k >= static_cast<std::ptrdiff_t>(target.size()) || from + k < 0)
        continue;
      const std::ptrdiff_t from_end = std::min(k + at(cut.before_s), at(cut.after_s) - k);
      const double share = std::min(1.0, static_cast<double>(from_end) / static_cast<double>(ramp));
      double& value = target[static_cast<std::size_t>(to + k)];
      value += share * (own[static_cast<std::size_t>(from + k)] - value);
    }
  }
}

/// A record of `duration_s` with sinus beats at `sinus_s` and ventricular ones at `ventricular_s`; broadband noise of
/// `noise_mv` (root mean square) over all of it.
inline leadwise::EcgRecord compose_record(double duration_s, const std::vector<double>& sinus_s,
                                          const std::vector<double>& ventricular_s, double noise_mv = 0.0) {
  const leadwise::SimulatedEcg sinus = *leadwise::simulate_ecg(sinus_settings(40.0), 1);
  const leadwise::SimulatedEcg ventricular = *leadwise::simulate_ecg(ventricular_settings(), 2);
  leadwise::EcgRecord record = sinus.record;
  leadwise::Random random(3);
  for (leadwise::Channel& channel : record.channels)
    channel.samples_mv.assign(static_cast<std::size_t>(std::lround(duration_s * record.sampling_rate_hz)), 0.0);
  for (const double time_s : sinus_s)
    put_beat(record, time_s, sinus, sinus.beats[2]);
  for (const double time_s : ventricular_s)
    put_beat(record, time_s, ventricular, ventricular.beats[1]);
  for (leadwise::Channel& channel : record.channels) {
    for (double& value : channel.samples_mv)
      value += noise_mv * random.normal();
  }
  return record;
}

/// Spikes of one sample of `amplitude_mv` in every lead, `before_s` before each beat.
inline void add_spikes(leadwise::EcgRecord& record, const std::vector<double>& beats_s, double before_s,
                       double amplitude_mv) {
  for (leadwise::Channel& channel : record.channels) {
    for (const double beat_s : beats_s) {
      const auto k = static_cast<std::size_t>(std::lround((beat_s - before_s) * record.sampling_rate_hz));
      channel.samples_mv[k] += amplitude_mv;
    }
  }
}
