#include "values/wave_level.hpp"

#include <algorithm>
#include <cmath>

#include "values/rr_intervals.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kLevelSamples = 20;        // 40 ms
constexpr std::size_t kFewestLevelSamples = 10;  // 20 ms

double mean_mv(const LeadTrace& trace, std::size_t first, std::size_t last) {
  double sum_mv = 0.0;
  for (std::size_t i = first; i <= last; ++i)
    sum_mv += trace.at(i);
  return sum_mv / static_cast<double>(last - first + 1);
}

// The sample at a time, kept inside of the beat.
std::size_t sample_at(const LeadTrace& trace, double time_s) {
  const double last = static_cast<double>(trace.size() - 1);
  return static_cast<std::size_t>(std::clamp(std::floor(time_s * kModelRateHz), 0.0, last));
}

}  // namespace

LevelLine level_around_p(const RepresentativeBeat& beat, const LeadTrace& trace, Stretch p) {
  const std::size_t first = p.first - std::min(p.first, kLevelSamples);
  const std::size_t qrs_on = beat.global.qrs_on_s ? sample_at(trace, *beat.global.qrs_on_s) : trace.size() - 1;
  const std::size_t last = std::max(p.last, std::min(p.last + kLevelSamples, qrs_on));
  return {mean_mv(trace, first, p.first), mean_mv(trace, p.last, last)};
}

LevelLine level_under_t(const RepresentativeBeat& beat, const LeadTrace& trace, Stretch t, std::size_t from,
                        std::optional<double> next_p_on_s) {
  const std::size_t limit = next_p_on_s ? sample_at(trace, *next_p_on_s) : trace.size() - 1;
  const std::size_t last = std::min(t.last + kLevelSamples, limit);
  const std::size_t qrs_on = beat.global.qrs_on_s ? sample_at(trace, *beat.global.qrs_on_s) : from;
  if (last < t.last + kFewestLevelSamples || t.last <= qrs_on)
    return {};
  const double end_mv = mean_mv(trace, t.last, last);
  const double share = static_cast<double>(from - std::min(from, qrs_on)) / static_cast<double>(t.last - qrs_on);
  return {share * end_mv, end_mv};
}

std::optional<double> next_p_on_s(const EcgMeasurement& measurement) {
  const RepresentativeBeat& beat = measurement.representative;
  const std::optional<double> rr_s = rr_for_correction_s(find_rr_intervals(measurement.beats, beat.type));
  const std::optional<double> begin_s = beat.global.p_on_s ? beat.global.p_on_s : beat.global.qrs_on_s;
  return rr_s && begin_s ? std::optional(*begin_s + *rr_s) : std::nullopt;
}

WaveArea area_above(const LeadTrace& trace, Stretch stretch, const LevelLine& level) {
  constexpr double kSampleMs = 1000.0 / kModelRateHz;
  const auto length = static_cast<double>(std::max<std::size_t>(1, stretch.last - stretch.first));
  WaveArea area;
  for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
    const double share = static_cast<double>(i - stretch.first) / length;
    const double value_mv = trace.at(i) - (1.0 - share) * level.begin_mv - share * level.end_mv;
    area.net_mv_ms += kSampleMs * value_mv;
    area.gross_mv_ms += kSampleMs * std::fabs(value_mv);
  }
  return area;
}

}  // namespace leadwise
