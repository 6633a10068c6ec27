#include "leadwise/wave_stretches.hpp"

#include <algorithm>

#include "values/qrs_waves.hpp"

namespace leadwise {
namespace {

/// A named wave of the representative QRS complex; times from the beats' common point.
struct NamedWave {
  EcgWave wave;
  double first_s;
  double last_s;
};

void append_named(std::vector<NamedWave>& waves, EcgWave name, const std::optional<QrsWave>& wave, double r_s) {
  if (wave) {
    waves.push_back({name, static_cast<double>(wave->first) / kModelRateHz - r_s,
                     static_cast<double>(wave->last) / kModelRateHz - r_s});
  }
}

/// In order of time.
std::vector<NamedWave> named_waves(const RepresentativeBeat& beat, Lead lead) {
  const std::optional<QrsWaveNames> names = qrs_waves_of(beat, lead);
  std::vector<NamedWave> waves;
  if (!names)
    return waves;
  if (names->r)
    append_named(waves, EcgWave::q, names->q, beat.r_s);
  append_named(waves, EcgWave::r, names->r, beat.r_s);
  append_named(waves, EcgWave::s, names->s, beat.r_s);
  append_named(waves, EcgWave::r, names->r_prime, beat.r_s);
  append_named(waves, EcgWave::s, names->s_prime, beat.r_s);
  std::sort(waves.begin(), waves.end(), [](const auto& a, const auto& b) { return a.first_s < b.first_s; });
  return waves;
}

/// Where the wave before ends and the next begins: half-way between the two.
double boundary_s(const NamedWave& before, const NamedWave& next) { return 0.5 * (before.last_s + next.first_s); }

void append(std::vector<WaveStretch>& stretches, EcgWave wave, double on_s, double off_s) {
  if (off_s > on_s)
    stretches.push_back({wave, on_s, off_s});
}

/// The first wave begins with the complex and the last ends with it.
void append_qrs(std::vector<WaveStretch>& stretches, const std::vector<NamedWave>& waves, double r_s, double on_s,
                double off_s) {
  double begin_s = on_s;
  for (std::size_t i = 0; i < waves.size(); ++i) {
    const bool is_last = i + 1 == waves.size();
    const double end_s = is_last ? off_s : std::clamp(r_s + boundary_s(waves[i], waves[i + 1]), begin_s, off_s);
    append(stretches, waves[i].wave, begin_s, end_s);
    begin_s = end_s;
  }
}

using Mark = std::optional<double> WaveMarks::*;

/// Both ends from the same marks: the lead's own, or the beat's.
void take_marks(const WaveMarks& own, const WaveMarks& global, Mark on, Mark off, WaveMarks& taken) {
  const WaveMarks& from = own.*on && own.*off ? own : global;
  taken.*on = from.*on;
  taken.*off = from.*off;
}

WaveMarks marks_in_lead(const WaveMarks& own, const WaveMarks& global) {
  WaveMarks taken;
  take_marks(own, global, &WaveMarks::p_on_s, &WaveMarks::p_off_s, taken);
  take_marks(own, global, &WaveMarks::qrs_on_s, &WaveMarks::qrs_off_s, taken);
  take_marks(own, global, &WaveMarks::t_on_s, &WaveMarks::t_off_s, taken);
  return taken;
}

void append_beat(std::vector<WaveStretch>& stretches, const WaveMarks& marks, const std::vector<NamedWave>& waves,
                 double r_s) {
  const bool has_qrs = marks.qrs_on_s && marks.qrs_off_s;
  const bool has_t = marks.t_on_s && marks.t_off_s;
  if (marks.p_on_s && marks.p_off_s) {
    const double off_s = has_qrs ? std::min(*marks.p_off_s, *marks.qrs_on_s) : *marks.p_off_s;
    append(stretches, EcgWave::p, *marks.p_on_s, off_s);
  }
  if (has_qrs)
    append_qrs(stretches, waves, r_s, *marks.qrs_on_s, *marks.qrs_off_s);
  if (has_qrs && has_t)
    append(stretches, EcgWave::st, *marks.qrs_off_s, *marks.t_on_s);
  if (has_t) {
    const double on_s = has_qrs ? std::max(*marks.t_on_s, *marks.qrs_off_s) : *marks.t_on_s;
    append(stretches, EcgWave::t, on_s, *marks.t_off_s);
  }
}

/// Marks of a lead and of the beat may lie across each other: what begins before the last one ended is cut.
std::vector<WaveStretch> without_overlap(std::vector<WaveStretch> stretches) {
  std::sort(stretches.begin(), stretches.end(), [](const auto& a, const auto& b) { return a.on_s < b.on_s; });
  std::vector<WaveStretch> kept;
  for (WaveStretch& stretch : stretches) {
    if (!kept.empty())
      stretch.on_s = std::max(stretch.on_s, kept.back().off_s);
    append(kept, stretch.wave, stretch.on_s, stretch.off_s);
  }
  return kept;
}

}  // namespace

std::string_view wave_name(EcgWave wave) {
  constexpr std::array<std::string_view, kEcgWaves.size()> kWaveNames = {"p", "q", "r", "s", "st", "t"};
  return kWaveNames[static_cast<std::size_t>(wave)];
}

std::vector<WaveStretch> wave_stretches(const EcgMeasurement& measurement, Lead lead) {
  const auto& leads = measurement.delineation.leads;
  const auto own = std::find_if(leads.begin(), leads.end(), [lead](const auto& marked) { return marked.lead == lead; });
  if (own == leads.end() || measurement.representative.beat_count == 0)
    return {};
  const std::vector<NamedWave> waves = named_waves(measurement.representative, lead);
  std::vector<WaveStretch> stretches;
  for (std::size_t beat = 0; beat < measurement.beats.size(); ++beat) {
    if (measurement.beats[beat].type != measurement.representative.type)
      continue;
    const WaveMarks marks = marks_in_lead(own->beats[beat], measurement.delineation.global[beat]);
    append_beat(stretches, marks, waves, measurement.beats[beat].r_s);
  }
  return without_overlap(std::move(stretches));
}

}  // namespace leadwise
