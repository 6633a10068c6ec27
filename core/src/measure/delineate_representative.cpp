#include "delineate_representative.hpp"

#include <algorithm>
#include <cmath>

#include "lead_waves.hpp"
#include "p_wave.hpp"
#include "qrs_boundaries.hpp"
#include "spatial_trace.hpp"
#include "t_wave.hpp"

namespace leadwise {
namespace {

constexpr double kUsualRrS = 0.8;
constexpr std::ptrdiff_t kLongestPr = 215;      // 430 ms
constexpr std::ptrdiff_t kBeforeNextWave = 15;  // 30 ms
constexpr double kLeastTMv = 0.012;
constexpr PWaveProof kUsualProof{0.010, 3.0, 1.4, 0.035};
constexpr PWaveProof kProofInIrregularRhythm{0.025, 6.0, 2.0, 0.060};
constexpr double kPOverNoise = 3.0;

std::ptrdiff_t median_rr(std::span<const Beat> beats) {
  std::vector<double> intervals_s;
  for (std::size_t i = 1; i < beats.size(); ++i)
    intervals_s.push_back(beats[i].r_s - beats[i - 1].r_s);
  const auto middle = intervals_s.begin() + static_cast<std::ptrdiff_t>(intervals_s.size() / 2);
  std::nth_element(intervals_s.begin(), middle, intervals_s.end());
  const double rr_s = intervals_s.empty() ? kUsualRrS : *middle;
  return static_cast<std::ptrdiff_t>(std::lround(rr_s * kModelRateHz));
}

bool varies(std::span<const double> row) {
  return std::any_of(row.begin(), row.end(), [&](double value) { return value != row.front(); });
}

// The T wave may last until the next P wave, or QRS complex, begins.
std::ptrdiff_t latest_t_end(const SampleRange& qrs, const std::optional<WaveExtent>& p, std::ptrdiff_t rr) {
  const double next = p ? p->on : static_cast<double>(qrs.first);
  return static_cast<std::ptrdiff_t>(next) + rr - kBeforeNextWave;
}

WaveSamples find_waves(const WaveTraces& traces, std::ptrdiff_t r, std::ptrdiff_t rr, const PWaveProof& proof) {
  WaveSamples waves;
  waves.qrs = find_qrs(traces.qrs_edges, traces.qrs_feet, r);
  if (!waves.qrs)
    return waves;
  // What may be a P wave bounds the T wave of the beat before, which in turn must not be taken for a P wave.
  const std::ptrdiff_t earliest = std::max<std::ptrdiff_t>(waves.qrs->first - kLongestPr, 0);
  const auto candidate = find_p_wave(traces.p, earliest, waves.qrs->first, PWaveProof{});
  waves.t = find_t_wave(traces.t, waves.qrs->last, latest_t_end(*waves.qrs, candidate, rr), kLeastTMv);
  const auto last_t_end = waves.t ? static_cast<std::ptrdiff_t>(waves.t->off) - rr : std::ptrdiff_t{0};
  waves.p = find_p_wave(traces.p, std::max(last_t_end, earliest), waves.qrs->first, proof);
  if (!waves.p || std::fabs(waves.p->on - candidate.value_or(*waves.p).on) > 1.0)
    waves.t = find_t_wave(traces.t, waves.qrs->last, latest_t_end(*waves.qrs, waves.p, rr), kLeastTMv);
  return waves;
}

PWaveProof proof_for(RhythmRegularity regularity, double noise_mv) {
  PWaveProof proof = regularity == RhythmRegularity::irregularly_irregular ? kProofInIrregularRhythm : kUsualProof;
  proof.least_height_mv = std::max(proof.least_height_mv, kPOverNoise * noise_mv);
  return proof;
}

}  // namespace

void delineate_representative(RepresentativeBeat& beat, std::span<const Beat> beats, RhythmRegularity regularity) {
  beat.global = {};
  beat.lead_marks.assign(beat.leads.leads.size(), {});
  std::vector<std::size_t> leads = independent_positions(beat.leads);
  std::erase_if(leads, [&](std::size_t lead) { return !varies(beat.leads.row(lead)); });
  if (leads.empty() || beat.leads.sample_count < 100)
    return;
  const WaveTraces traces = trace_waves(beat.leads);
  const auto r = static_cast<std::ptrdiff_t>(std::lround(beat.r_s * kModelRateHz));
  const PWaveProof proof = proof_for(regularity, broadband_noise_mv(beat.leads, leads));
  const WaveSamples waves = find_waves(chosen_rows(traces, leads), r, median_rr(beats), proof);
  beat.global = global_marks(waves);
  for (std::size_t lead = 0; lead < beat.lead_marks.size(); ++lead) {
    if (varies(beat.leads.row(lead)))
      beat.lead_marks[lead] = mark_lead(chosen_rows(traces, std::span(&lead, 1)), waves);
  }
}

}  // namespace leadwise
