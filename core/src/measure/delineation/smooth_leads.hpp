#pragma once

#include <cstddef>
#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// Moving averages over 18 and 22 ms, one after the other: 3 dB down at 16 Hz, 40 dB at 50 Hz. For P and T waves.
LeadSamples smooth_leads(const LeadSamples& leads);

/// A moving average over 10 ms, which keeps the edges of QRS complexes. Half at 60 Hz.
LeadSamples smooth_leads_lightly(const LeadSamples& leads);

/// What each lead's voltages are multiplied by where all leads are looked at together: one over its noise, the median
/// of what smoothing takes away, and never more than 1 / kQuietNoiseMv, so that a very quiet lead does not decide alone.
std::vector<double> weights_by_noise(const LeadSamples& leads, const LeadSamples& smooth);

inline constexpr double kQuietNoiseMv = 0.005;

}  // namespace leadwise
