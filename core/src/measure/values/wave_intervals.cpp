#include "values/wave_intervals.hpp"

#include <algorithm>
#include <cmath>

#include "beats/median.hpp"
#include "values/beat_absence.hpp"
#include "values/measured_value.hpp"
#include "values/rr_intervals.hpp"

namespace leadwise {
namespace {

using Mark = std::optional<double> WaveMarks::*;

struct Interval {
  std::string_view name;
  Mark from, to;
};

constexpr Interval kPr = {"pr_ms", &WaveMarks::p_on_s, &WaveMarks::qrs_on_s};

std::optional<double> length_ms(const WaveMarks& marks, const Interval& interval) {
  const std::optional<double> from_s = marks.*interval.from, to_s = marks.*interval.to;
  return from_s && to_s && *to_s > *from_s ? std::optional(1000.0 * (*to_s - *from_s)) : std::nullopt;
}

std::vector<double> single_lengths_ms(const EcgMeasurement& measurement, const Interval& interval) {
  const std::vector<WaveMarks>& single = measurement.delineation.global;
  std::vector<double> lengths_ms;
  for (std::size_t i = 0; i < std::min(single.size(), measurement.beats.size()); ++i) {
    const std::optional<double> length = length_ms(single[i], interval);
    if (length && measurement.beats[i].type == measurement.representative.type)
      lengths_ms.push_back(*length);
  }
  return lengths_ms;
}

std::optional<double> standard_error_ms(const EcgMeasurement& measurement, const Interval& interval) {
  return standard_error_of_mean(single_lengths_ms(measurement, interval));
}

MeasuredValue interval_value(const EcgMeasurement& measurement, const Interval& interval,
                             const std::optional<Error>& absence) {
  if (absence)
    return measured_value(interval.name, tl::unexpected<Error>(*absence));
  const std::optional<double> length = length_ms(measurement.representative.global, interval);
  if (!length)
    return measured_value(interval.name, fail(ErrorCode::WaveNotFound, "the waves lie in no order of time"));
  return measured_value(interval.name, *length, standard_error_ms(measurement, interval));
}

}  // namespace

std::optional<double> pr_scatter_ms(const EcgMeasurement& measurement) {
  std::vector<double> lengths_ms = single_lengths_ms(measurement, kPr);
  if (lengths_ms.size() < 3)
    return std::nullopt;
  const double typical_ms = median(lengths_ms);
  for (double& length : lengths_ms)
    length = std::fabs(length - typical_ms);
  return median(lengths_ms);
}

std::vector<MeasuredValue> interval_values(const EcgMeasurement& measurement) {
  const std::optional<Error> no_p = find_missing_p(measurement);
  const std::optional<Error> no_qrs = find_missing_qrs(measurement);
  const std::optional<Error> no_t_end = find_untold_t_end(measurement);
  return {
      interval_value(measurement, {"p_duration_ms", &WaveMarks::p_on_s, &WaveMarks::p_off_s}, no_p),
      interval_value(measurement, kPr, no_p ? no_p : no_qrs),
      interval_value(measurement, {"qrs_ms", &WaveMarks::qrs_on_s, &WaveMarks::qrs_off_s}, no_qrs),
      interval_value(measurement, {"qt_ms", &WaveMarks::qrs_on_s, &WaveMarks::t_off_s}, no_qrs ? no_qrs : no_t_end),
  };
}

}  // namespace leadwise
