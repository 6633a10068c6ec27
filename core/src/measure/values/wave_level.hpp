#pragma once

#include "values/lead_trace.hpp"

namespace leadwise {

/// What the area of a stretch is counted from: a line from its first to its last sample, mV.
struct LevelLine {
  double begin_mv = 0.0;
  double end_mv = 0.0;
};

/// A P wave is small, and the T wave before it may not have ended: its level is the mean of up to 40 ms on either side.
LevelLine level_around_p(const RepresentativeBeat& beat, const LeadTrace& trace, Stretch p);

/// From `from` to the end of the T wave: the level before the QRS complex rises or falls to that behind the T wave (40
/// ms), because the baseline may have wandered meanwhile. Flat where the next P wave, which begins at `next_p_on_s` on
/// the beat's clock, or the beat's end leaves less than 20 ms.
LevelLine level_under_t(const RepresentativeBeat& beat, const LeadTrace& trace, Stretch t, std::size_t from,
                        std::optional<double> next_p_on_s);

/// When the next P wave begins on the representative beat's clock; the next beat's QRS onset where there is no P wave;
/// nullopt where the rate or the marks are not known.
std::optional<double> next_p_on_s(const EcgMeasurement& measurement);

/// Net area between the trace and the line, mV·ms, and the same without regard to sign.
struct WaveArea {
  double net_mv_ms = 0.0;
  double gross_mv_ms = 0.0;
};
WaveArea area_above(const LeadTrace& trace, Stretch stretch, const LevelLine& level);

}  // namespace leadwise
