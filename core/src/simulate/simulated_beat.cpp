#include "simulated_beat.hpp"

#include "heart_dipole.hpp"

namespace leadwise {
namespace {

// Share of the time between QRS and T offset that passes before the T wave begins.
constexpr double kStSegmentShare = 0.25;

// Puts the waves such that their extent runs from on_s to off_s.
Extent place(DipoleWaves& waves, double edge, double on_s, double off_s) {
  const Extent own = find_extent(waves, edge);
  const double stretch = (off_s - on_s) / (own.off_s - own.on_s);
  waves = moved(std::move(waves), own.on_s, on_s, stretch);
  return {on_s, on_s + stretch * (own.peak_s - own.on_s), off_s, own.peak_mv};
}

bool has_p(const SimulationSettings& settings) { return settings.p_duration_ms > 0.0 && settings.p_amplitude_mv > 0.0; }

}  // namespace

BeatTemplate make_beat(const SimulationSettings& settings, const BeatWaves& overload) {
  const double gain = settings.overload_severity * settings.qrs_amplitude_mv;
  BeatTemplate beat;
  beat.waves.qrs =
      together(scaled(healthy_qrs(settings.frontal_axis_deg), settings.qrs_amplitude_mv), scaled(overload.qrs, gain));
  const Extent qrs = place(beat.waves.qrs, kQrsEdge, 0.0, settings.qrs_ms / 1000.0);
  const double t_off_s = settings.qt_ms / 1000.0;
  const double t_on_s = qrs.off_s + kStSegmentShare * (t_off_s - qrs.off_s);
  beat.waves.t =
      together(scaled(healthy_t(settings.frontal_axis_deg), settings.t_amplitude_mv), scaled(overload.t, gain));
  const Extent t = place(beat.waves.t, kPtEdge, t_on_s, t_off_s);
  beat.truth = {std::nullopt, std::nullopt, qrs.on_s, qrs.peak_s, qrs.off_s, t.on_s, t.off_s};
  if (has_p(settings)) {
    beat.waves.p = together(scaled(healthy_p(), settings.p_amplitude_mv), scaled(overload.p, gain));
    const double p_on_s = -settings.pr_ms / 1000.0;
    const Extent p = place(beat.waves.p, kPtEdge, p_on_s, p_on_s + settings.p_duration_ms / 1000.0);
    beat.truth.p_on_s = p.on_s;
    beat.truth.p_off_s = p.off_s;
  }
  return beat;
}

}  // namespace leadwise
