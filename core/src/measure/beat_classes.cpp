#include "beat_classes.hpp"

namespace leadwise {

std::vector<Beat> classify_beats(const LeadSamples&, std::span<const double> qrs_s, std::optional<bool> paced) {
  std::vector<Beat> beats;
  for (const double time_s : qrs_s)
    beats.push_back({time_s, paced.value_or(false) ? BeatType::paced : BeatType::dominant});
  return beats;
}

}  // namespace leadwise
