#include "frontal_axis.hpp"

#include <array>
#include <cmath>

#include "beat_absence.hpp"
#include "lead_trace.hpp"
#include "measured_value.hpp"

namespace leadwise {
namespace {

constexpr double kDegreesPerRadian = 180.0 / 3.14159265358979323846;
constexpr double kLeastNetShare = 0.1;
constexpr std::array<Lead, 2> kFrontalLeads = {Lead::I, Lead::aVF};

double on_lead_i_scale(double avf) { return 2.0 * avf / std::sqrt(3.0); }

void add_area(const LeadTrace& trace, Stretch stretch, double& net, double& gross) {
  for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
    net += trace.at(i);
    gross += std::fabs(trace.at(i));
  }
}

MeasuredValue axis_value(std::string_view name, const EcgMeasurement& measurement, std::optional<Error> absence,
                         std::optional<double> on_s, std::optional<double> off_s) {
  if (!absence)
    absence = find_missing_leads(measurement, kFrontalLeads);
  const std::optional<Stretch> stretch = stretch_between(measurement.representative, on_s, off_s);
  const std::optional<LeadTrace> i = find_trace(measurement.representative, Lead::I);
  const std::optional<LeadTrace> avf = find_trace(measurement.representative, Lead::aVF);
  if (absence || !stretch || !i || !avf)
    return measured_value(name, tl::unexpected<Error>(absence.value_or(
                                    Error{ErrorCode::WaveNotFound, "the wave's boundaries are not in the beat"})));
  FrontalWave wave;
  add_area(*i, *stretch, wave.net_i, wave.gross_i);
  add_area(*avf, *stretch, wave.net_avf, wave.gross_avf);
  return measured_value(name, frontal_axis_deg(wave));
}

}  // namespace

Result<double> frontal_axis_deg(const FrontalWave& wave) {
  const double net = std::hypot(wave.net_i, on_lead_i_scale(wave.net_avf));
  const double gross = std::hypot(wave.gross_i, on_lead_i_scale(wave.gross_avf));
  if (!(gross > 0.0 && net >= kLeastNetShare * gross))
    return fail(ErrorCode::IndeterminateAxis, "the wave goes forth as much as back in the frontal plane");
  return kDegreesPerRadian * std::atan2(on_lead_i_scale(wave.net_avf), wave.net_i);
}

std::vector<MeasuredValue> axis_values(const EcgMeasurement& measurement) {
  const WaveMarks& marks = measurement.representative.global;
  return {axis_value("p_axis_deg", measurement, find_missing_p(measurement), marks.p_on_s, marks.p_off_s),
          axis_value("qrs_axis_deg", measurement, find_missing_qrs(measurement), marks.qrs_on_s, marks.qrs_off_s),
          axis_value("t_axis_deg", measurement, find_missing_t(measurement), marks.t_on_s, marks.t_off_s)};
}

}  // namespace leadwise
