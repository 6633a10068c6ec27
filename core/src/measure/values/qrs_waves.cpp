#include "values/qrs_waves.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr double kLeastAmplitudeMv = 0.030;
constexpr std::size_t kLeastSamples = 3;  // 6 ms
constexpr double kNoiseDeviations = 3.0;

// Samples of one sign that begin at `first`.
QrsWave next_deflection(const LeadTrace& trace, std::size_t first, std::size_t end) {
  const bool positive = trace.at(first) > 0.0;
  QrsWave wave{first, first, first, first, 0.0};
  for (std::size_t i = first; i <= end && (trace.at(i) > 0.0) == positive; ++i) {
    wave.last = i;
    if (std::fabs(trace.at(i)) > std::fabs(trace.at(wave.peak)))
      wave.peak = i;
  }
  wave.amplitude_mv = trace.smoothed(wave.peak, kPeakHalfWidth);
  return wave;
}

bool counts(const LeadTrace& trace, const QrsWave& wave, double least_mv, Stretch qrs) {
  const auto reaches = [&](std::size_t i) { return std::fabs(trace.at(i)) >= least_mv; };
  std::size_t samples = 0;
  for (std::size_t i = wave.first; i <= wave.last; ++i)
    samples += reaches(i) ? 1U : 0U;
  // Both slopes must be there: a flank that runs on into the PR or ST segment is that segment's level, not a wave.
  const double height_mv = std::fabs(trace.at(wave.peak));
  const auto falls_off = [&](std::size_t i) { return height_mv - std::fabs(trace.at(i)) >= least_mv; };
  const bool turns =
      (wave.first > qrs.first || falls_off(wave.first)) && (wave.last < qrs.last || falls_off(wave.last));
  return samples >= kLeastSamples && turns && (wave.amplitude_mv > 0.0) == (trace.at(wave.peak) > 0.0);
}

// Two waves of one sign with nothing that counts between them are one, notched.
void append(std::vector<QrsWave>& waves, const QrsWave& wave) {
  if (waves.empty() || (waves.back().amplitude_mv > 0.0) != (wave.amplitude_mv > 0.0)) {
    waves.push_back(wave);
    return;
  }
  QrsWave& before = waves.back();
  if (std::fabs(wave.amplitude_mv) > std::fabs(before.amplitude_mv)) {
    before.peak = wave.peak;
    before.amplitude_mv = wave.amplitude_mv;
  }
  before.last = wave.last;
}

// It rises by what counts out of what lies before it and behind it.
std::size_t last_summit(const LeadTrace& trace, const QrsWave& wave, double least_mv) {
  const auto height = [&](std::size_t i) { return wave.amplitude_mv > 0.0 ? trace.at(i) : -trace.at(i); };
  std::size_t summit = wave.last;
  double lowest_mv = height(wave.last);
  for (std::size_t i = wave.last; i > wave.first; --i) {
    const bool rises = height(summit) - lowest_mv >= least_mv;
    if (rises && height(summit) - height(i) >= least_mv)
      return summit;
    if (height(i) > height(summit) || (!rises && height(i) < lowest_mv))
      summit = i;
    lowest_mv = std::min(lowest_mv, height(i));
  }
  return wave.peak;
}

void keep_larger(std::optional<QrsWave>& kept, const QrsWave& wave) {
  if (!kept || std::fabs(wave.amplitude_mv) > std::fabs(kept->amplitude_mv))
    kept = wave;
}

}  // namespace

std::vector<QrsWave> find_qrs_waves(const LeadTrace& trace, Stretch qrs) {
  const double least_mv = std::max(kLeastAmplitudeMv, kNoiseDeviations * trace.noise_mv());
  std::vector<QrsWave> waves;
  for (std::size_t i = qrs.first; i <= qrs.last;) {
    const QrsWave wave = next_deflection(trace, i, qrs.last);
    if (counts(trace, wave, least_mv, qrs))
      append(waves, wave);
    i = wave.last + 1;
  }
  for (QrsWave& wave : waves)
    wave.last_summit = last_summit(trace, wave, least_mv);
  return waves;
}

QrsWaveNames name_qrs_waves(const std::vector<QrsWave>& waves) {
  QrsWaveNames names;
  for (const QrsWave& wave : waves) {
    const bool positive = wave.amplitude_mv > 0.0;
    if (positive && !names.r)
      names.r = wave;
    else if (positive)
      keep_larger(names.r_prime, wave);
    else if (!names.r)
      names.q = wave;
    else if (!names.s)
      names.s = wave;
    else
      keep_larger(names.s_prime, wave);
  }
  if (names.q && !names.r)
    names.s = names.q;
  return names;
}

std::optional<QrsWaveNames> qrs_waves_of(const RepresentativeBeat& beat, Lead lead) {
  const std::optional<LeadTrace> trace = find_trace(beat, lead);
  const std::optional<Stretch> qrs = stretch_between(beat, beat.global.qrs_on_s, beat.global.qrs_off_s);
  return trace && qrs ? std::optional(name_qrs_waves(find_qrs_waves(*trace, *qrs))) : std::nullopt;
}

}  // namespace leadwise
