#pragma once

#include <span>

namespace leadwise {

/// From the lowest to the highest value of a lead's QRS complexes over the line between their ends, in mV, typically over the
/// beats; 0 without beats.
/// `samples_mv` at kModelRateHz.
double measure_qrs_size(std::span<const double> samples_mv, std::span<const double> qrs_s);

}  // namespace leadwise
