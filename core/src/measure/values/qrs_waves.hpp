#pragma once

#include <optional>
#include <vector>

#include "values/lead_trace.hpp"

namespace leadwise {

/// One deflection of a QRS complex, above or below the level before it.
struct QrsWave {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t peak = 0;
  std::size_t last_summit = 0;  ///< of a notched wave; where there is no notch the peak
  double amplitude_mv = 0.0;

  double duration_ms() const { return static_cast<double>(last - first + 1) * 1000.0 / kModelRateHz; }
};

/// The deflections of a QRS complex that count as waves, in order of time and with alternating sign: those with a
/// turning point, at least 30 uV from the level for at least 6 ms (IEC 60601-2-51:2003, annex GG.5), and three standard
/// deviations of the lead's noise.
std::vector<QrsWave> find_qrs_waves(const LeadTrace& trace, Stretch qrs);

/// The same deflections by their names. A complex of nothing but one negative wave (QS) is both q and s.
struct QrsWaveNames {
  std::optional<QrsWave> q, r, s, r_prime, s_prime;
};

QrsWaveNames name_qrs_waves(const std::vector<QrsWave>& waves);

/// Names the waves of a lead; nullopt where the lead or the complex's boundaries are missing.
std::optional<QrsWaveNames> qrs_waves_of(const RepresentativeBeat& beat, Lead lead);

}  // namespace leadwise
