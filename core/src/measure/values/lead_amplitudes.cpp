#include "values/lead_amplitudes.hpp"

#include <cmath>

#include "values/lead_trace.hpp"
#include "values/qrs_waves.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kPHalfWidth = 4;   // samples
constexpr std::size_t kTHalfWidth = 8;   // samples
constexpr std::size_t kJHalfWidth = 2;   // samples: the QRS complex is near
constexpr std::size_t kStHalfWidth = 5;  // samples

// The largest turning point of a P or T wave, its outer tenths left out.
std::optional<double> wave_amplitude(const LeadTrace& trace, Stretch wave, std::size_t half_width) {
  const auto edge = static_cast<std::size_t>(kEdgeShare * static_cast<double>(wave.last - wave.first));
  std::optional<double> amplitude_mv;
  double before_mv = trace.smoothed(wave.first + edge, half_width);
  double value_mv = trace.smoothed(wave.first + edge + 1, half_width);
  for (std::size_t i = wave.first + edge + 1; i + edge < wave.last; ++i) {
    const double next_mv = trace.smoothed(i + 1, half_width);
    const bool turns = (value_mv - before_mv) * (next_mv - value_mv) <= 0.0;
    if (turns && std::fabs(value_mv) > std::fabs(amplitude_mv.value_or(0.0)))
      amplitude_mv = value_mv;
    before_mv = value_mv;
    value_mv = next_mv;
  }
  return amplitude_mv && std::fabs(*amplitude_mv) >= kLeastPOrTMv ? amplitude_mv : std::nullopt;
}

// Where the wave lies in this lead: by its own marks if it has them, else by the global ones. None without global ones.
std::optional<Stretch> wave_stretch(const RepresentativeBeat& beat, std::size_t lead,
                                    std::optional<double> WaveMarks::*on, std::optional<double> WaveMarks::*off) {
  const std::optional<Stretch> global = stretch_between(beat, beat.global.*on, beat.global.*off);
  if (!global || lead >= beat.lead_marks.size())
    return global;
  const WaveMarks& own = beat.lead_marks[lead];
  const std::optional<Stretch> stretch = stretch_between(beat, own.*on, own.*off);
  return stretch ? stretch : global;
}

std::optional<double> amplitude_of(const std::optional<QrsWave>& wave) {
  return wave ? std::optional(wave->amplitude_mv) : std::nullopt;
}

void set_qrs(LeadAmplitudes& lead, const QrsWaveNames& waves, double qrs_on_s) {
  lead.q_mv = amplitude_of(waves.q);
  lead.r_mv = amplitude_of(waves.r);
  lead.s_mv = amplitude_of(waves.s);
  lead.r_prime_mv = amplitude_of(waves.r_prime);
  lead.s_prime_mv = amplitude_of(waves.s_prime);
  if (lead.s_mv)
    lead.r_to_s = lead.r_mv.value_or(0.0) / -*lead.s_mv;
  const std::optional<QrsWave>& last_r = waves.r_prime ? waves.r_prime : waves.r;
  if (last_r)
    lead.r_peak_time_ms = 1000.0 * (static_cast<double>(last_r->last_summit) / kModelRateHz - qrs_on_s);
}

// Between samples on the line between them: near the QRS complex a sample more or less is 30 uV.
std::optional<double> level_at(const LeadTrace& trace, double time_s, std::size_t half_width) {
  const double place = time_s * kModelRateHz;
  if (!(place >= 0.0 && place < static_cast<double>(trace.size() - 1)))
    return std::nullopt;
  const auto sample = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(sample);
  return (1.0 - share) * trace.smoothed(sample, half_width) + share * trace.smoothed(sample + 1, half_width);
}

LeadAmplitudes amplitudes_of(const RepresentativeBeat& beat, std::size_t position) {
  LeadAmplitudes lead;
  lead.lead = beat.leads.leads[position];
  const LeadTrace trace(beat, position);
  const WaveMarks& global = beat.global;
  if (const auto qrs = stretch_between(beat, global.qrs_on_s, global.qrs_off_s)) {
    set_qrs(lead, name_qrs_waves(find_qrs_waves(trace, *qrs)), *global.qrs_on_s);
    lead.j_mv = level_at(trace, *global.qrs_off_s, kJHalfWidth);
    lead.st60_mv = level_at(trace, *global.qrs_off_s + 0.060, kStHalfWidth);
    lead.st80_mv = level_at(trace, *global.qrs_off_s + 0.080, kStHalfWidth);
  }
  if (const auto p = wave_stretch(beat, position, &WaveMarks::p_on_s, &WaveMarks::p_off_s))
    lead.p_mv = wave_amplitude(trace, *p, kPHalfWidth);
  if (const auto t = wave_stretch(beat, position, &WaveMarks::t_on_s, &WaveMarks::t_off_s))
    lead.t_mv = wave_amplitude(trace, *t, kTHalfWidth);
  return lead;
}

}  // namespace

std::vector<LeadAmplitudes> measure_amplitudes(const RepresentativeBeat& beat) {
  std::vector<LeadAmplitudes> amplitudes;
  if (beat.leads.sample_count == 0)
    return amplitudes;
  for (std::size_t i = 0; i < beat.leads.leads.size(); ++i)
    amplitudes.push_back(amplitudes_of(beat, i));
  return amplitudes;
}

}  // namespace leadwise
