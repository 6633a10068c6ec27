#pragma once

#include <span>

namespace leadwise {

/// From the lowest to the highest point, in mV, of what a lead's beats repeat: at each place around a QRS complex the median of
/// all beats, over the line between the ends. Noise, which they do not repeat, shrinks in it with the root of their number. 0
/// without beats. `samples_mv` at kModelRateHz.
double measure_repeated_qrs(std::span<const double> samples_mv, std::span<const double> qrs_s);

}  // namespace leadwise
