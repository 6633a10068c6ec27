#include "delineation/lead_waves.hpp"

#include <algorithm>
#include <cmath>

#include "delineation/qrs_boundaries.hpp"
#include "delineation/t_wave.hpp"
#include "delineation/wave_foot.hpp"

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kBeyond = 5;       // 10 ms outside of the global wave
constexpr std::ptrdiff_t kShortestQrs = 5;  // what is left of a peak elsewhere is no QRS complex
constexpr double kLeastPMv = 0.012;
constexpr double kLeastTMv = 0.020;
constexpr double kLastFlankShare = 0.5;

double seconds(double samples) { return samples / kModelRateHz; }
double seconds(std::ptrdiff_t samples) { return seconds(static_cast<double>(samples)); }

// One lead between the ends of a global wave.
struct LeadWave {
  const SpatialTrace& trace;
  WaveRange range;

  double at(std::ptrdiff_t i) const { return trace.rows_mv.front()[static_cast<std::size_t>(i)]; }
  double over_chord(std::ptrdiff_t i) const {
    const double share = static_cast<double>(i - range.first) / static_cast<double>(range.last - range.first);
    return at(i) - at(range.first) - share * (at(range.last) - at(range.first));
  }
  double over_end(std::ptrdiff_t i) const { return at(i) - at(range.last); }

  template <class Height>
  std::ptrdiff_t largest(Height height) const {
    std::ptrdiff_t best = range.first;
    for (std::ptrdiff_t i = range.first; i <= range.last; ++i) {
      if (std::fabs(height(i)) > std::fabs(height(best)))
        best = i;
    }
    return best;
  }
  std::ptrdiff_t peak_over_chord() const {
    return largest([this](std::ptrdiff_t i) { return over_chord(i); });
  }
  // Where the lead is furthest from the level that it returns to; an ST segment that is further off is no peak.
  std::ptrdiff_t peak() const {
    const std::ptrdiff_t furthest = largest([this](std::ptrdiff_t i) { return over_end(i); });
    return furthest > range.first + kBeyond ? furthest : peak_over_chord();
  }
  // The last flank that is not much slower than the fastest.
  std::ptrdiff_t last_flank(std::ptrdiff_t from) const {
    const auto v = [this](std::ptrdiff_t i) { return trace.velocity[static_cast<std::size_t>(i)]; };
    const std::ptrdiff_t fastest = trace.fastest({from, range.last});
    std::ptrdiff_t last = fastest;
    for (std::ptrdiff_t i = fastest + 1; i < range.last; ++i) {
      if (v(i) >= v(i - 1) && v(i) > v(i + 1) && v(i) >= kLastFlankShare * v(fastest))
        last = i;
    }
    return last;
  }
};

struct LeadExtent {
  double on;
  std::ptrdiff_t peak;
  double off;
};

std::optional<LeadExtent> find_in_lead(const SpatialTrace& trace, const WaveExtent& global, WaveRange limits,
                                       const FlankPart& part, double least_mv) {
  const WaveRange range = {std::max(static_cast<std::ptrdiff_t>(global.on), limits.first),
                           std::min(static_cast<std::ptrdiff_t>(std::ceil(global.off)), limits.last)};
  if (range.length() < 10)
    return std::nullopt;
  const LeadWave wave{trace, range};
  if (std::fabs(wave.over_chord(wave.peak_over_chord())) < least_mv)
    return std::nullopt;
  const std::ptrdiff_t peak = wave.peak();
  const WaveRange reach = {std::max(range.first - 2 * kBeyond, limits.first),
                           std::min(range.last + 2 * kBeyond, limits.last)};
  const auto on = find_wave_foot(trace, trace.fastest({range.first, peak}), -1, reach, part);
  const auto off = find_wave_foot(trace, wave.last_flank(peak), 1, reach, part);
  const LeadExtent extent{on.value_or(global.on), peak, off.value_or(global.off)};
  const auto at = static_cast<double>(peak);
  return LeadExtent{extent.on < at ? extent.on : global.on, peak, extent.off > at ? extent.off : global.off};
}

// From the end of the P wave to the beginning of the T wave.
WaveRange between_neighbours(const WaveSamples& waves, std::ptrdiff_t size) {
  return {waves.p ? static_cast<std::ptrdiff_t>(std::ceil(waves.p->off)) : 0,
          waves.t ? static_cast<std::ptrdiff_t>(waves.t->on) : size - 1};
}

void mark_qrs(const WaveTraces& lead, const WaveSamples& waves, WaveMarks& marks) {
  const WaveRange& global = *waves.qrs;
  const auto own = find_qrs(lead.qrs_edges, lead.qrs_feet, (global.first + global.last) / 2,
                            between_neighbours(waves, lead.qrs_feet.size()));
  if (!own)
    return;
  const WaveRange qrs = {std::max(own->first, global.first - kBeyond), std::min(own->last, global.last + kBeyond)};
  if (qrs.length() < kShortestQrs)
    return;
  const std::vector<double>& row = lead.qrs_feet.rows_mv.front();
  const auto from_level = [&](std::ptrdiff_t i) {
    return std::fabs(row[static_cast<std::size_t>(i)] - row[static_cast<std::size_t>(qrs.first)]);
  };
  std::ptrdiff_t peak = qrs.first;
  for (std::ptrdiff_t i = qrs.first; i <= qrs.last; ++i) {
    if (from_level(i) > from_level(peak))
      peak = i;
  }
  marks.qrs_on_s = seconds(qrs.first);
  marks.r_peak_s = seconds(peak);
  marks.qrs_off_s = seconds(qrs.last);
}

}  // namespace

WaveTraces trace_waves(const LeadSamples& leads) {
  return {trace_leads(leads, kQrsEdgeSmoothing), trace_leads(leads, kQrsFootSmoothing), trace_leads(leads, kPSmoothing),
          trace_leads(leads, kTSmoothing)};
}

WaveTraces chosen_rows(const WaveTraces& traces, std::span<const std::size_t> which) {
  return {chosen_rows(traces.qrs_edges, which), chosen_rows(traces.qrs_feet, which), chosen_rows(traces.p, which),
          chosen_rows(traces.t, which)};
}

WaveMarks global_marks(const WaveSamples& waves) {
  WaveMarks marks;
  if (waves.p) {
    marks.p_on_s = seconds(waves.p->on);
    marks.p_off_s = seconds(waves.p->off);
  }
  if (waves.qrs) {
    marks.qrs_on_s = seconds(waves.qrs->first);
    marks.qrs_off_s = seconds(waves.qrs->last);
  }
  if (waves.t) {
    marks.t_on_s = seconds(waves.t->on);
    marks.t_off_s = seconds(waves.t->off);
  }
  return marks;
}

WaveMarks mark_lead(const WaveTraces& lead, const WaveSamples& waves) {
  WaveMarks marks;
  if (!waves.qrs)
    return marks;
  mark_qrs(lead, waves, marks);
  const auto p = waves.p ? find_in_lead(lead.p, *waves.p, {0, waves.qrs->first - 1}, kPFlank, kLeastPMv) : std::nullopt;
  const auto t =
      waves.t ? find_in_lead(lead.t, *waves.t, {waves.qrs->last, lead.t.size() - 1}, kTFlank, kLeastTMv) : std::nullopt;
  if (p) {
    marks.p_on_s = seconds(p->on);
    marks.p_peak_s = seconds(p->peak);
    marks.p_off_s = seconds(p->off);
  }
  if (t) {
    marks.t_on_s = seconds(t->on);
    marks.t_peak_s = seconds(t->peak);
    marks.t_off_s = seconds(t->off);
  }
  return marks;
}

}  // namespace leadwise
