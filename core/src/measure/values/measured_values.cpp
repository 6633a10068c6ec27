#include "values/measured_values.hpp"

#include <algorithm>

#include "values/beat_absence.hpp"
#include "values/corrected_qt.hpp"
#include "values/frontal_axis.hpp"
#include "values/measured_value.hpp"
#include "values/qrs_voltage.hpp"
#include "values/rr_intervals.hpp"
#include "values/ventricular_gradient.hpp"
#include "values/wave_intervals.hpp"

namespace leadwise {
namespace {

void append(std::vector<MeasuredValue>& values, std::vector<MeasuredValue> more) {
  values.insert(values.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// A number of one lead's amplitudes; its reason where the wave (`absence`) or the lead is missing.
MeasuredValue lead_value(std::string_view name, const EcgMeasurement& measurement, Lead wanted,
                         std::optional<double> LeadAmplitudes::*number, std::optional<Error> absence) {
  if (!absence)
    absence = find_missing_leads(measurement, std::span(&wanted, 1));
  if (absence)
    return measured_value(name, tl::unexpected<Error>(*std::move(absence)));
  const auto lead = std::find_if(measurement.amplitudes.begin(), measurement.amplitudes.end(),
                                 [wanted](const LeadAmplitudes& candidate) { return candidate.lead == wanted; });
  if (lead == measurement.amplitudes.end() || !((*lead).*number))
    return measured_value(name, fail(ErrorCode::WaveNotFound, "lead " + std::string(lead_name(wanted)) +
                                                                  " shows no such wave that stands out of noise"));
  return measured_value(name, *((*lead).*number));
}

}  // namespace

std::vector<MeasuredValue> measured_values(const EcgMeasurement& measurement) {
  const RrIntervals rr = find_rr_intervals(measurement.beats, measurement.representative.type);
  std::vector<MeasuredValue> values = rr_values(rr, measurement.beats.size());
  std::vector<MeasuredValue> intervals = interval_values(measurement);
  const MeasuredValue qt_ms = intervals.back();
  append(values, std::move(intervals));
  append(values, corrected_qt_values(qt_ms, rr_for_correction_s(rr)));
  values.push_back(
      lead_value("p_amplitude_mv", measurement, Lead::II, &LeadAmplitudes::p_mv, find_missing_p(measurement)));
  append(values, axis_values(measurement));
  append(values, ventricular_gradient_values(measurement));
  values.push_back(lead_value("v1_r_peak_time_ms", measurement, Lead::V1, &LeadAmplitudes::r_peak_time_ms,
                              find_missing_qrs(measurement)));
  append(values, voltage_values(measurement));
  return values;
}

}  // namespace leadwise
