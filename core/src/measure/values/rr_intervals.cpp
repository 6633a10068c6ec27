#include "values/rr_intervals.hpp"

#include <cmath>

#include "values/measured_value.hpp"

namespace leadwise {
namespace {

constexpr double kMsPerMinute = 60000.0;

Result<double> mean_of_two_or_more_beats(std::span<const double> intervals_ms, std::size_t beat_count) {
  if (beat_count == 0)
    return fail(ErrorCode::NoBeats, "no heartbeat was found");
  if (intervals_ms.empty())
    return fail(ErrorCode::TooFewBeats, "no two neighbouring beats of the kind that is measured were found");
  return mean(intervals_ms);
}

MeasuredValue heart_rate(const RrIntervals& intervals, std::size_t beat_count) {
  const Result<double> rr_ms = mean_of_two_or_more_beats(intervals.all_ms, beat_count);
  if (!rr_ms)
    return measured_value("heart_rate_bpm", rr_ms);
  const double rate_bpm = kMsPerMinute / *rr_ms;
  std::optional<double> error_bpm = standard_error_of_mean(intervals.all_ms);
  if (error_bpm)
    *error_bpm *= rate_bpm / *rr_ms;
  return measured_value("heart_rate_bpm", rate_bpm, error_bpm);
}

Result<double> sd_ms(const RrIntervals& intervals) {
  if (intervals.normal_ms.size() < 2)
    return fail(ErrorCode::TooFewBeats, "variability needs at least two intervals");
  return standard_deviation(intervals.normal_ms);
}

Result<double> rmssd_ms(const RrIntervals& intervals) {
  const std::vector<double>& differences_ms = intervals.successive_differences_ms;
  if (differences_ms.empty())
    return fail(ErrorCode::TooFewBeats, "variability needs at least two intervals, one after the other");
  double squares = 0.0;
  for (const double difference_ms : differences_ms)
    squares += difference_ms * difference_ms;
  return std::sqrt(squares / static_cast<double>(differences_ms.size()));
}

// Of another shape than all others, and perhaps no beat but an artefact. At the record's ends it is a piece of one.
bool is_doubtful(std::span<const Beat> beats, std::size_t i) {
  return beats[i].type == BeatType::unclassified && i > 0 && i + 1 < beats.size();
}

}  // namespace

RrIntervals find_rr_intervals(std::span<const Beat> beats, BeatType measured) {
  RrIntervals intervals;
  std::vector<double> doubtful_ms;
  std::optional<double> before_ms;
  for (std::size_t i = 1; i < beats.size(); ++i) {
    if (beats[i].follows_gap) {
      before_ms.reset();
      continue;
    }
    const double interval_ms = 1000.0 * (beats[i].r_s - beats[i - 1].r_s);
    const bool normal = beats[i].type == measured && beats[i - 1].type == measured;
    (is_doubtful(beats, i) || is_doubtful(beats, i - 1) ? doubtful_ms : intervals.all_ms).push_back(interval_ms);
    if (normal)
      intervals.normal_ms.push_back(interval_ms);
    if (normal && before_ms)
      intervals.successive_differences_ms.push_back(interval_ms - *before_ms);
    before_ms = normal ? std::optional(interval_ms) : std::nullopt;
  }
  if (intervals.all_ms.empty())
    intervals.all_ms = std::move(doubtful_ms);
  return intervals;
}

double mean(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
  if (values.size() < 2)
    return 0.0;
  const double middle = mean(values);
  double squares = 0.0;
  for (const double value : values)
    squares += (value - middle) * (value - middle);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<double> standard_error_of_mean(std::span<const double> values) {
  if (values.size() < 3)
    return std::nullopt;
  return standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
}

std::optional<double> rr_for_correction_s(const RrIntervals& intervals) {
  const std::vector<double>& used_ms = intervals.normal_ms.empty() ? intervals.all_ms : intervals.normal_ms;
  return used_ms.empty() ? std::nullopt : std::optional(mean(used_ms) / 1000.0);
}

std::vector<MeasuredValue> rr_values(const RrIntervals& intervals, std::size_t beat_count) {
  return {heart_rate(intervals, beat_count),
          measured_value("rr_mean_ms", mean_of_two_or_more_beats(intervals.normal_ms, beat_count),
                         standard_error_of_mean(intervals.normal_ms)),
          measured_value("rr_sd_ms", sd_ms(intervals)), measured_value("rr_rmssd_ms", rmssd_ms(intervals))};
}

}  // namespace leadwise
