#pragma once

#include <span>

#include "leadwise/beats.hpp"

namespace leadwise {

/// How broad the QRS complexes of these beats are: the time in which the middle 80 % of all movement within 120 ms of
/// the beats' time happens, in the median beat of all leads. To tell broad from narrow, not to be shown.
double qrs_width_s(std::span<const LeadBeats> leads, std::span<const double> beats_s);

/// How fast the median beat of all leads moves at most, over 8 ms, summed over the leads, mV. To be compared, not to be shown.
double steepness(std::span<const LeadBeats> leads, std::span<const double> beats_s);

/// The energy of bends over 8 ms in the median beat's QRS complex over that of its deviations from its mean: near 0 for
/// a smooth curve, large for noise.
double roughness(std::span<const LeadBeats> leads, std::span<const double> beats_s);

}  // namespace leadwise
