#pragma once

#include <array>
#include <span>

#include "quality/wave_moments.hpp"

namespace leadwise {

/// How one wave usually looks across the leads of rightly placed electrodes: means over patients, each wave of unit
/// power (the trace of WaveMoments::power 1).
struct UsualWave {
  LeadMatrix power;        ///< of WaveMoments::power
  LeadVector mean;         ///< of WaveMoments::mean
  LeadMatrix mean_spread;  ///< covariance of the latter
};

/// What speaks for an exchange, wave by wave: how much more usual the wave looks with the exchange undone.
inline constexpr std::size_t kEvidenceCount = 3 * kWaveCount;  ///< loop, mean vector and sense of rotation
using Evidence = std::array<double, kEvidenceCount>;

/// How an exchange's evidence adds up to the logit of it having happened (as likely as not beforehand).
struct ExchangeWeights {
  Evidence weights;
  double threshold;
};

/// P, QRS, T.
std::span<const UsualWave, kWaveCount> usual_waves();

/// In the order of electrode_exchanges().
std::span<const ExchangeWeights> exchange_weights();

}  // namespace leadwise
