#include "values/ventricular_gradient.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leadwise/lead_field.hpp"
#include "quality/flat_limb_lead.hpp"
#include "values/beat_absence.hpp"
#include "values/frontal_axis.hpp"
#include "values/lead_trace.hpp"
#include "values/measured_value.hpp"
#include "values/wave_level.hpp"

namespace leadwise {
namespace {

constexpr std::array<std::string_view, 5> kGradientNames = {
    "ventricular_gradient_x_mv_ms", "ventricular_gradient_y_mv_ms", "ventricular_gradient_z_mv_ms",
    "ventricular_gradient_magnitude_mv_ms", "spatial_qrs_t_angle_deg"};

std::optional<Error> find_absence(const EcgMeasurement& measurement) {
  if (auto error = find_missing_qrs(measurement))
    return error;
  if (auto error = find_untold_t_end(measurement))
    return error;
  if (auto error = find_missing_leads(measurement, kIndependentLeads))
    return error;
  return find_untold_axis(measurement.representative);
}

/// A stretch of the beat, and whether the T wave is in it, under which the baseline may have wandered.
struct Part {
  Stretch stretch;
  bool holds_t = false;
};

Vector3 area_vector(const EcgMeasurement& measurement, const Part& part, Stretch t) {
  const RepresentativeBeat& beat = measurement.representative;
  IndependentLeads areas_mv_ms{};
  for (std::size_t k = 0; k < kIndependentLeads.size(); ++k) {
    const LeadTrace trace = *find_trace(beat, kIndependentLeads[k]);
    const LevelLine level =
        part.holds_t ? level_under_t(beat, trace, t, part.stretch.first, next_p_on_s(measurement)) : LevelLine{};
    areas_mv_ms[k] = area_above(trace, part.stretch, level).net_mv_ms;
  }
  return dipole_from_leads(areas_mv_ms);
}

Result<double> angle_deg(const Vector3& a, const Vector3& b) {
  const double lengths = norm(a) * norm(b);
  if (!(lengths > 0.0))
    return fail(ErrorCode::WaveNotFound, "a wave without area has no direction");
  return kDegreesPerRadian * std::acos(std::clamp(dot(a, b) / lengths, -1.0, 1.0));
}

}  // namespace

std::vector<MeasuredValue> ventricular_gradient_values(const EcgMeasurement& measurement) {
  std::vector<MeasuredValue> values;
  if (const auto absence = find_absence(measurement)) {
    for (const std::string_view name : kGradientNames)
      values.push_back(measured_value(name, tl::unexpected<Error>(*absence)));
    return values;
  }
  const RepresentativeBeat& beat = measurement.representative;
  const Stretch qrs = *stretch_between(beat, beat.global.qrs_on_s, beat.global.qrs_off_s);
  const Stretch t = *stretch_between(beat, beat.global.t_on_s, beat.global.t_off_s);
  const Vector3 gradient = area_vector(measurement, {{qrs.first, std::max(qrs.last, t.last)}, true}, t);
  const Vector3 qrs_area = area_vector(measurement, {qrs, false}, t);
  const Vector3 t_area = area_vector(measurement, {t, true}, t);
  return {measured_value(kGradientNames[0], gradient.x), measured_value(kGradientNames[1], gradient.y),
          measured_value(kGradientNames[2], gradient.z), measured_value(kGradientNames[3], norm(gradient)),
          measured_value(kGradientNames[4], angle_deg(qrs_area, t_area))};
}

}  // namespace leadwise
