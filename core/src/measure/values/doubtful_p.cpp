#include "values/doubtful_p.hpp"

#include <algorithm>
#include <cmath>

#include "values/lead_amplitudes.hpp"
#include "values/lead_trace.hpp"
#include "values/wave_intervals.hpp"

namespace leadwise {
namespace {

// The median distance of single PR intervals from theirs, which does not depend on how many there are. Of ten real ECGs with P waves
// before an irregularly irregular rhythm (sinus arrhythmia) nine have standard errors of 1.5 to 6.4 ms: of some ten beats a scatter of 3
// to 14 ms. The tenth, with 17 ms or some 35, is in fibrillation (LUDB 83).
constexpr double kLargestPrScatterMs = 25.0;
// Of 635 real ECGs with a P wave in twelve leads all but two show its summit in half of them or more; P waves on the T wave
// before, of simulated tachycardias, in one at most.
constexpr double kLeastWithSummit = 1.0 / 3.0;

bool scatters(const EcgMeasurement& measured) {
  return measured.regularity == RhythmRegularity::irregularly_irregular &&
         pr_scatter_ms(measured).value_or(0.0) >= kLargestPrScatterMs;
}

bool leaves_the_level(const RepresentativeBeat& beat, std::size_t lead, Stretch p) {
  const LeadTrace trace(beat, lead);
  for (std::size_t i = p.first; i <= p.last; ++i) {
    if (std::fabs(trace.smoothed(i, kPeakHalfWidth)) > kLeastPOrTMv)
      return true;
  }
  return false;
}

bool has_no_summit(const EcgMeasurement& measured) {
  const RepresentativeBeat& beat = measured.representative;
  const std::optional<Stretch> p = stretch_between(beat, beat.global.p_on_s, beat.global.p_off_s);
  if (!p)
    return false;
  double with = 0.0, without = 0.0;
  for (std::size_t lead = 0; lead < measured.amplitudes.size(); ++lead) {
    if (measured.amplitudes[lead].p_mv)
      with += 1.0;
    else if (leaves_the_level(beat, lead, *p))
      without += 1.0;
  }
  return with < kLeastWithSummit * (with + without);
}

void forget_p(WaveMarks& marks) { marks.p_on_s = marks.p_peak_s = marks.p_off_s = std::nullopt; }

void forget_p(std::vector<WaveMarks>& all) {
  for (WaveMarks& marks : all)
    forget_p(marks);
}

}  // namespace

bool withdraw_doubtful_p(EcgMeasurement& measured) {
  if (!measured.representative.global.p_on_s || !(scatters(measured) || has_no_summit(measured)))
    return false;
  forget_p(measured.representative.global);
  forget_p(measured.representative.lead_marks);
  forget_p(measured.delineation.global);
  for (LeadDelineation& lead : measured.delineation.leads)
    forget_p(lead.beats);
  return true;
}

}  // namespace leadwise
