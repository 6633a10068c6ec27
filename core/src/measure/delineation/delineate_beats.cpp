#include "delineation/delineate_beats.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "delineation/global_marks.hpp"
#include "delineation/p_waves.hpp"
#include "delineation/qrs_marks.hpp"
#include "delineation/similar_beats.hpp"
#include "delineation/smooth_leads.hpp"
#include "delineation/t_waves.hpp"

namespace leadwise {
namespace {

// Around a beat's place, samples of 2 ms.
constexpr WindowChoice kQrsWindow = {-90, 110, -50, 60, 12, 0.9};
// A complex that comes as near to the record's ends is cut off.
constexpr std::ptrdiff_t kAtEnds = 3;
// Where the T wave before was not found, it ends at the latest so long after its QRS complex.
constexpr std::ptrdiff_t kUnseenT = 40;

using Waves = std::vector<std::optional<BeatWave>>;

std::vector<std::ptrdiff_t> places_of(std::span<const Beat> beats, std::size_t sample_count) {
  std::vector<std::ptrdiff_t> places;
  for (const Beat& beat : beats)
    places.push_back(std::clamp<std::ptrdiff_t>(std::lround(beat.r_s * kModelRateHz), 0,
                                                static_cast<std::ptrdiff_t>(sample_count) - 1));
  return places;
}

/// With weights by the leads' noise, and without.
struct Slopes {
  std::vector<double> weights;
  SlopeGrid weighted, plain;
};

// What the slopes are taken of is as long as the recording, and not needed again.
Slopes slopes_of(const LeadSamples& leads) {
  const LeadSamples smooth = smooth_leads(leads);
  std::vector<double> weights = weights_by_noise(leads, smooth);
  SlopeGrid weighted(smooth, weights), plain(smooth, std::vector<double>(leads.leads.size(), 1.0));
  return {std::move(weights), std::move(weighted), std::move(plain)};
}

std::vector<BeatWave> mark_all_qrs(const LeadSamples& leads, const SlopeGrid& slopes,
                                   std::span<const std::ptrdiff_t> places) {
  const LeadSamples light = smooth_leads_lightly(leads);
  const auto last = static_cast<std::ptrdiff_t>(leads.sample_count) - 1;
  std::vector<BeatWave> waves;
  for (std::size_t beat = 0; beat < places.size(); ++beat) {
    waves.push_back(mark_qrs(average_with_similar(slopes, light, places, beat, kQrsWindow), places[beat]));
    // The window may reach beyond the record.
    WaveSpan& all = waves.back().all;
    all.on = std::clamp<std::ptrdiff_t>(all.on, 0, last);
    all.off = std::clamp<std::ptrdiff_t>(all.off, 0, last);
  }
  return waves;
}

std::vector<BeatPlace> places_before_qrs(std::span<const Beat> beats, std::span<const BeatWave> qrs, const Waves& t) {
  std::vector<BeatPlace> places;
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    std::ptrdiff_t t_off_before = 0;
    if (beat > 0)
      t_off_before = t[beat - 1] ? t[beat - 1]->all.off : qrs[beat - 1].all.off + kUnseenT;
    places.push_back({qrs[beat].all.on, qrs[beat].all.off, t_off_before, beats[beat].type != BeatType::ectopic});
  }
  return places;
}

std::optional<WaveSpan> span_in_lead(const std::optional<BeatWave>& wave, std::size_t lead) {
  return wave ? wave->leads[lead] : std::nullopt;
}

// Waves of one lead in the order P, QRS, T, none of which may reach into the QRS complex.
WaveMarks marks_of(std::optional<WaveSpan> p, std::optional<WaveSpan> qrs, std::optional<WaveSpan> t) {
  const auto seconds = [](std::ptrdiff_t sample) { return static_cast<double>(sample) / kModelRateHz; };
  WaveMarks marks;
  if (qrs) {
    marks.qrs_on_s = seconds(qrs->on), marks.r_peak_s = seconds(qrs->peak), marks.qrs_off_s = seconds(qrs->off);
  }
  if (p && (!qrs || p->peak < qrs->on)) {
    const std::ptrdiff_t off = qrs ? std::min(p->off, qrs->on) : p->off;
    marks.p_on_s = seconds(p->on), marks.p_peak_s = seconds(p->peak), marks.p_off_s = seconds(off);
  }
  if (t && (!qrs || t->peak > qrs->off)) {
    const std::ptrdiff_t on = qrs ? std::max(t->on, qrs->off) : t->on;
    marks.t_on_s = seconds(on), marks.t_peak_s = seconds(t->peak), marks.t_off_s = seconds(t->off);
  }
  return marks;
}

std::optional<WaveSpan> unless_cut_off(std::optional<WaveSpan> span, std::size_t sample_count) {
  const bool is_whole = span && span->on >= kAtEnds && span->off + kAtEnds < static_cast<std::ptrdiff_t>(sample_count);
  return is_whole ? span : std::nullopt;
}

}  // namespace

Delineation delineate_beats(const LeadSamples& leads, std::span<const Beat> beats) {
  Delineation marks;
  marks.global.resize(beats.size());
  for (const Lead lead : leads.leads)
    marks.leads.push_back({lead, std::vector<WaveMarks>(beats.size())});
  if (leads.leads.empty() || leads.sample_count == 0)
    return marks;
  const auto [weights, slopes, plain_slopes] = slopes_of(leads);
  const std::vector<std::ptrdiff_t> places = places_of(beats, leads.sample_count);
  const std::vector<BeatWave> qrs = mark_all_qrs(leads, slopes, places);
  const Waves t = find_t_waves(leads, slopes, weights, places, qrs);
  const std::vector<BeatPlace> before_qrs = places_before_qrs(beats, qrs, t);
  const Waves p = find_p_waves(leads, slopes, weights, before_qrs, beats_with_p_wave(slopes, plain_slopes, before_qrs));
  for (std::size_t beat = 0; beat < beats.size(); ++beat) {
    for (std::size_t lead = 0; lead < leads.leads.size(); ++lead) {
      const auto complex = unless_cut_off(qrs[beat].leads[lead], leads.sample_count);
      marks.leads[lead].beats[beat] = marks_of(span_in_lead(p[beat], lead), complex, span_in_lead(t[beat], lead));
    }
    marks.global[beat] = global_marks(marks.leads, beat);
  }
  return marks;
}

}  // namespace leadwise
