#pragma once

#include <span>

namespace leadwise {

/// How far a lead's level before the QRS complexes moves, in mV: the range over ten beats that follow each other,
/// typically over the record. `samples_mv` at kModelRateHz. 0 where there are fewer than two beats.
double measure_baseline_wander(std::span<const double> samples_mv, std::span<const double> qrs_s);

}  // namespace leadwise
