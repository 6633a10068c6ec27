#include "delineation/delineate_representative.hpp"

#include <algorithm>
#include <cmath>

#include "beats/median.hpp"
#include "delineation/lead_waves.hpp"
#include "delineation/p_wave.hpp"
#include "delineation/qrs_boundaries.hpp"
#include "delineation/spatial_trace.hpp"
#include "delineation/t_wave.hpp"
#include "delineation/wave_foot.hpp"
#include "delineation/wave_order.hpp"

namespace leadwise {
namespace {

constexpr double kUsualRrS = 0.8;
constexpr std::ptrdiff_t kLongestPr = 215;      // 430 ms
constexpr std::ptrdiff_t kBeforeNextWave = 15;  // 30 ms
constexpr std::size_t kFewestLeads = 4;
constexpr double kShortestP = 20.0;  // samples, 40 ms
// Of PTB-XL's average beats whose single beats show a P wave those with a true one rise by 0.017 mV and more.
constexpr double kLeastPOfRhythmMv = 0.015;
constexpr double kLeastAverageTMv = 0.012;
constexpr double kTEndsApart = 25.0;  // samples, 50 ms
constexpr double kNearEnd = 15.0;     // of the average beat
constexpr std::ptrdiff_t kBehindEnd = 5;
constexpr PWaveProof kUsualProof{0.010, 3.0, 1.4, 0.035};
constexpr PWaveProof kProofInIrregularRhythm{0.025, 6.0, 2.0, 0.060};
constexpr double kPOverNoise = 3.0;

// Between two beats of this type; where there are none, as in bigeminy, the longest interval: the wave behind is none of theirs.
std::ptrdiff_t usual_rr(std::span<const Beat> beats, BeatType type) {
  std::vector<double> intervals_s;
  double longest_s = 0.0;
  for (std::size_t i = 1; i < beats.size(); ++i) {
    const double interval_s = beats[i].r_s - beats[i - 1].r_s;
    longest_s = std::max(longest_s, interval_s);
    if (beats[i].type == type && beats[i - 1].type == type)
      intervals_s.push_back(interval_s);
  }
  if (intervals_s.empty())
    intervals_s.push_back(longest_s > 0.0 ? longest_s : kUsualRrS);
  return static_cast<std::ptrdiff_t>(std::lround(median(intervals_s) * kModelRateHz));
}

bool varies(std::span<const double> row) {
  return std::any_of(row.begin(), row.end(), [&](double value) { return value != row.front(); });
}

// The T wave may last until the next P wave, or QRS complex, begins.
std::ptrdiff_t latest_t_end(const WaveRange& qrs, const std::optional<WaveExtent>& p, std::ptrdiff_t rr) {
  const double next = p ? p->on : static_cast<double>(qrs.first);
  return static_cast<std::ptrdiff_t>(next) + rr - kBeforeNextWave;
}

// What may be a P wave bounds the T wave of the beat before, which in turn must not be taken for a P wave.
struct RhythmSearch {
  PWaveProof proof;
  /// What the single beats say, in samples of the representative beat.
  bool is_denied = false;
  std::optional<WaveExtent> p_of_rhythm, t_of_rhythm;
};

// As the single beats have it, as far as the T wave before leaves room and if the average beat rises there at all.
std::optional<WaveExtent> p_of_rhythm(const SpatialTrace& trace, std::ptrdiff_t earliest, std::ptrdiff_t qrs_on,
                                      const RhythmSearch& search) {
  std::optional<WaveExtent> p = search.p_of_rhythm;
  if (!p)
    return std::nullopt;
  p->on = std::max(p->on, static_cast<double>(earliest));
  p->off = std::min(p->off, static_cast<double>(qrs_on));
  const auto peak = static_cast<double>(p->peak);
  if (p->on >= peak || peak >= p->off || p->off - p->on < kShortestP)
    return std::nullopt;
  return p_wave_height_mv(trace, *p, qrs_on) >= kLeastPOfRhythmMv ? p : std::nullopt;
}

// As the single beats have it, if the average beat rises there and shows its end, which it knows best.
std::optional<WaveExtent> t_of_rhythm(const SpatialTrace& trace, WaveExtent t, std::ptrdiff_t qrs_off,
                                      std::ptrdiff_t latest) {
  const auto end = static_cast<std::ptrdiff_t>(t.off);
  const std::ptrdiff_t last = std::min(std::max(latest, end + kBehindEnd), trace.size() - 4);
  if (t.peak <= qrs_off || end <= t.peak || end >= last)
    return std::nullopt;
  t.on = std::max(t.on, static_cast<double>(qrs_off));
  const double height_mv = distance_mv(trace, t.peak, level_over(trace, {end, end + kBehindEnd}));
  if (height_mv < kLeastAverageTMv || goes_on(trace, t, last))
    return std::nullopt;
  const WaveRange reach = {qrs_off, std::min(end + 2 * kBehindEnd, last)};
  const auto foot = find_wave_foot(trace, trace.fastest({t.peak, end}), 1, reach, kTFlank);
  if (!foot || std::fabs(*foot - t.off) > kTEndsApart)
    return std::nullopt;
  t.off = *foot;
  return t;
}

// What the single beats agree on counts where the average beat shows no end, or one far behind theirs, as of a U wave; where
// theirs lies far behind the average's, which is cut off there, no end is to be seen.
std::optional<WaveExtent> find_t(const SpatialTrace& trace, std::ptrdiff_t qrs_off, std::ptrdiff_t latest,
                                 const RhythmSearch& search) {
  std::optional<WaveExtent> own = search.t_of_rhythm;
  if (own && own->off > static_cast<double>(latest + kBeforeNextWave))
    own.reset();
  const auto t =
      find_t_wave(trace, qrs_off, latest, kLeastAverageTMv, own ? std::optional(own->off - kTEndsApart) : std::nullopt);
  if (!own || (t && std::fabs(t->off - own->off) <= kTEndsApart))
    return t;
  if (t && t->off < own->off)
    return t->off + kNearEnd > static_cast<double>(trace.size()) ? std::nullopt : t;
  const auto vouched = t_of_rhythm(trace, *own, qrs_off, latest);
  return vouched ? vouched : t;
}

WaveSamples find_waves(const WaveTraces& traces, std::ptrdiff_t r, std::ptrdiff_t rr, const RhythmSearch& search) {
  WaveSamples waves;
  waves.qrs = find_qrs(traces.qrs_edges, traces.qrs_feet, r, {0, traces.p.size()});
  if (!waves.qrs)
    return waves;
  const std::ptrdiff_t qrs_on = waves.qrs->first, earliest = std::max<std::ptrdiff_t>(qrs_on - kLongestPr, 0);
  const auto candidate = find_p_wave(traces.p, earliest, qrs_on, PWaveProof{});
  waves.t = find_t(traces.t, waves.qrs->last, latest_t_end(*waves.qrs, candidate, rr), search);
  const auto last_t_end = waves.t ? static_cast<std::ptrdiff_t>(waves.t->off) - rr : std::ptrdiff_t{0};
  const std::ptrdiff_t after_t = std::max(last_t_end, earliest);
  if (!search.is_denied)
    waves.p = find_p_wave(traces.p, after_t, qrs_on, search.proof);
  if (waves.p && candidate && std::fabs(waves.p->on - candidate->on) < 1.0)
    return waves;
  if (const auto t = find_t(traces.t, waves.qrs->last, latest_t_end(*waves.qrs, waves.p, rr), search))
    waves.t = t;
  if (!waves.p)
    waves.p = p_of_rhythm(traces.p, after_t, qrs_on, search);
  return waves;
}

PWaveProof proof_for(RhythmRegularity regularity, double noise_mv) {
  PWaveProof proof = regularity == RhythmRegularity::irregularly_irregular ? kProofInIrregularRhythm : kUsualProof;
  proof.least_height_mv = std::max(proof.least_height_mv, kPOverNoise * noise_mv);
  return proof;
}

// The single beats know best whether there is one: all leads of each are compared with its neighbours', which tells a small
// P wave from noise and a flutter wave from a P wave. The average beat knows best where it lies, if it shows it at all.
RhythmSearch search_for(const WavesOfRhythm& waves, double r_s, const PWaveProof& proof) {
  RhythmSearch search{proof, !waves.p.is_unknown && !waves.p.place, {}, {}};
  const auto extent = [r_s](const WavePlace& place) {
    const auto sample = [r_s](double from_r_s) { return (r_s + from_r_s) * kModelRateHz; };
    return WaveExtent{sample(place.on_s), std::lround(sample(place.peak_s)), sample(place.off_s)};
  };
  if (waves.p.place && r_s + waves.p.place->on_s >= 0.0)
    search.p_of_rhythm = extent(*waves.p.place);
  if (waves.t)
    search.t_of_rhythm = extent(*waves.t);
  return search;
}

// The second of the leads' marks, from outside: what one lead alone claims does not count. nullopt of few leads.
std::optional<double> second_outermost(std::span<const WaveMarks> leads, std::optional<double> WaveMarks::*mark,
                                       int direction) {
  std::vector<double> marks_s;
  for (const WaveMarks& lead : leads) {
    if (lead.*mark)
      marks_s.push_back(*(lead.*mark) * direction);
  }
  std::sort(marks_s.begin(), marks_s.end());
  return marks_s.size() < kFewestLeads ? std::nullopt : std::optional(marks_s[marks_s.size() - 2] * direction);
}

// Leads in which the complex is small show its slow beginning and end best; all together the large ones outweigh them.
// The global mark lies halfway between both views.
void widen_qrs(RepresentativeBeat& beat) {
  const auto on_s = second_outermost(beat.lead_marks, &WaveMarks::qrs_on_s, -1);
  const auto off_s = second_outermost(beat.lead_marks, &WaveMarks::qrs_off_s, 1);
  if (!beat.global.qrs_on_s || !beat.global.qrs_off_s || !on_s || !off_s)
    return;
  beat.global.qrs_on_s = 0.5 * (*beat.global.qrs_on_s + *on_s);
  beat.global.qrs_off_s = 0.5 * (*beat.global.qrs_off_s + *off_s);
}

}  // namespace

void delineate_representative(RepresentativeBeat& beat, std::span<const Beat> beats, RhythmRegularity regularity,
                              const WavesOfRhythm& of_rhythm) {
  beat.global = {};
  beat.lead_marks.assign(beat.leads.leads.size(), {});
  std::vector<std::size_t> leads = independent_lead_positions(beat.leads);
  std::erase_if(leads, [&](std::size_t lead) { return !varies(beat.leads.row(lead)); });
  if (leads.empty() || beat.leads.sample_count < 100)
    return;
  const WaveTraces traces = trace_waves(beat.leads);
  const auto r = static_cast<std::ptrdiff_t>(std::lround(beat.r_s * kModelRateHz));
  const PWaveProof proof = proof_for(regularity, broadband_noise_mv(beat.leads, leads));
  const WaveSamples waves =
      find_waves(chosen_rows(traces, leads), r, usual_rr(beats, beat.type), search_for(of_rhythm, beat.r_s, proof));
  beat.global = global_marks(waves);
  for (std::size_t lead = 0; lead < beat.lead_marks.size(); ++lead) {
    if (varies(beat.leads.row(lead)))
      beat.lead_marks[lead] = mark_lead(chosen_rows(traces, std::span(&lead, 1)), waves);
  }
  widen_qrs(beat);
  keep_apart(beat.global);
  for (WaveMarks& marks : beat.lead_marks)
    keep_apart(marks);
}

}  // namespace leadwise
