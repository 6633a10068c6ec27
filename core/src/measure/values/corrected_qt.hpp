#pragma once

#include <optional>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

// The QT interval at a rate of 60 beats a minute, ms. `rr_s` > 0.

/// Bazett, Heart 7:353, 1920.
double qtc_bazett_ms(double qt_ms, double rr_s);
/// Fridericia, Acta Med. Scand. 53:469, 1920.
double qtc_fridericia_ms(double qt_ms, double rr_s);
/// Sagie, Larson, Goldberg, Bengtson and Levy (Framingham), Am. J. Cardiol. 70:797, 1992.
double qtc_framingham_ms(double qt_ms, double rr_s);
/// Hodges, Salerno and Erlien, J. Am. Coll. Cardiol. 1:694, 1983.
double qtc_hodges_ms(double qt_ms, double rr_s);

/// qtc_bazett_ms, qtc_fridericia_ms, qtc_framingham_ms, qtc_hodges_ms from the QT interval; absent with its reason, or
/// TooFewBeats without an RR interval. The standard error is QT's, scaled where the formula scales.
std::vector<MeasuredValue> corrected_qt_values(const MeasuredValue& qt_ms, std::optional<double> rr_s);

}  // namespace leadwise
