#pragma once

#include <span>
#include <vector>

namespace leadwise {

/// How strongly each moment looks like a QRS complex, from all leads together: the root of the leads' energy in the
/// QRS band (about 7 to 27 Hz), each lead weighted by its own signal to noise ratio. About 1 at a typical QRS complex
/// of the piece; empty where no lead varies. `leads_mv`: rows of equal length at `sampling_rate_hz`, finite or NaN where
/// missing: short gaps are filled, in others a lead has no say, so that leads may be recorded one after the other.
std::vector<double> qrs_energy(std::span<const std::vector<double>> leads_mv, double sampling_rate_hz);

/// The median of the largest values in consecutive stretches of 3 s (one beat each even at 20 a minute): what a typical
/// beat reaches, whatever single artefacts do.
double typical_peak(std::span<const double> level, double sampling_rate_hz);

/// The value below which `fraction` of the values lie. 0 of none.
double quantile(std::vector<double> values, double fraction);

}  // namespace leadwise
