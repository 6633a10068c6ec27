#include "values/frontal_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "quality/flat_limb_lead.hpp"
#include "values/beat_absence.hpp"
#include "values/lead_trace.hpp"
#include "values/measured_value.hpp"
#include "values/wave_level.hpp"

namespace leadwise {
namespace {

constexpr double kLeastNetShare = 0.1;
constexpr std::array<Lead, 2> kFrontalLeads = {Lead::I, Lead::aVF};

double on_lead_i_scale(double avf) { return 2.0 * avf / std::sqrt(3.0); }

enum class Wave : std::uint8_t { p, qrs, t };

std::optional<Stretch> find_wave(const RepresentativeBeat& beat, Wave wave) {
  switch (wave) {
    case Wave::p:
      return stretch_between(beat, beat.global.p_on_s, beat.global.p_off_s);
    case Wave::qrs:
      return stretch_between(beat, beat.global.qrs_on_s, beat.global.qrs_off_s);
    default:
      return stretch_between(beat, beat.global.t_on_s, beat.global.t_off_s);
  }
}

struct NetAndGross {
  double net = 0.0, gross = 0.0;
};

// Highest and lowest deflection, as R and S are read by eye: areas would let broad late forces decide.
NetAndGross deflection(const LeadTrace& trace, Stretch qrs) {
  double highest_mv = 0.0, lowest_mv = 0.0;
  for (std::size_t i = qrs.first; i <= qrs.last; ++i) {
    const double value_mv = trace.smoothed(i, kPeakHalfWidth);
    highest_mv = std::max(highest_mv, value_mv);
    lowest_mv = std::min(lowest_mv, value_mv);
  }
  return {highest_mv + lowest_mv, highest_mv - lowest_mv};
}

NetAndGross size_of(const EcgMeasurement& measurement, const LeadTrace& trace, Wave wave, Stretch stretch) {
  if (wave == Wave::qrs)
    return deflection(trace, stretch);
  const RepresentativeBeat& beat = measurement.representative;
  const LevelLine level = wave == Wave::p
                              ? level_around_p(beat, trace, stretch)
                              : level_under_t(beat, trace, stretch, stretch.first, next_p_on_s(measurement));
  const WaveArea area = area_above(trace, stretch, level);
  return {area.net_mv_ms, area.gross_mv_ms};
}

FrontalWave frontal_wave(const EcgMeasurement& measurement, Wave wave) {
  const RepresentativeBeat& beat = measurement.representative;
  const std::optional<Stretch> stretch = find_wave(beat, wave);
  const std::optional<LeadTrace> i = find_trace(beat, Lead::I), avf = find_trace(beat, Lead::aVF);
  if (!stretch || !i || !avf)
    return {};
  const NetAndGross in_i = size_of(measurement, *i, wave, *stretch);
  const NetAndGross in_avf = size_of(measurement, *avf, wave, *stretch);
  return {in_i.net, in_avf.net, in_i.gross, in_avf.gross};
}

MeasuredValue axis_value(std::string_view name, const EcgMeasurement& measurement, std::optional<Error> absence,
                         Wave wave) {
  if (!absence)
    absence = find_missing_leads(measurement, kFrontalLeads);
  if (!absence)
    absence = find_untold_axis(measurement.representative);
  if (absence)
    return measured_value(name, tl::unexpected<Error>(*std::move(absence)));
  return measured_value(name, frontal_axis_deg(frontal_wave(measurement, wave)));
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
  return {axis_value("p_axis_deg", measurement, find_missing_p(measurement), Wave::p),
          axis_value("qrs_axis_deg", measurement, find_missing_qrs(measurement), Wave::qrs),
          axis_value("t_axis_deg", measurement, find_untold_t_end(measurement), Wave::t)};
}

}  // namespace leadwise
