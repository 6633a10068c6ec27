#pragma once

#include <span>

#include "quality/usual_waves.hpp"
#include "quality/wave_moments.hpp"

namespace leadwise {

/// How far a wave is from how it usually looks, in the leads that are there.
class Unusualness {
 public:
  struct Distance {
    double loop;  ///< logarithm of the wave's power where usual waves have little, per unit of its power
    double mean;  ///< Mahalanobis distance of the mean vector, squared, per lead
  };

  /// `leads`: positions in kIndependentLeads; `usual` outlives this.
  Unusualness(const UsualWave& usual, std::span<const std::size_t> leads);

  Distance of(const WaveMoments& wave) const;

 private:
  const UsualWave& usual_;
  std::span<const std::size_t> leads_;
  LeadMatrix inverse_power_, inverse_spread_;
  double usual_share_;  ///< of a usual wave's power that lies in these leads
};

}  // namespace leadwise
