#include "representative_beat.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr double kBeforeS = 0.40;
constexpr double kAfterS = 0.70;

std::ptrdiff_t samples_in(double time_s) { return static_cast<std::ptrdiff_t>(std::lround(time_s * kModelRateHz)); }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

RepresentativeBeat average_beats(const LeadSamples& leads, std::span<const Beat> beats) {
  RepresentativeBeat average;
  const std::ptrdiff_t before = samples_in(kBeforeS), after = samples_in(kAfterS);
  std::vector<std::ptrdiff_t> places;
  for (const Beat& beat : beats) {
    const std::ptrdiff_t place = samples_in(beat.r_s);
    if (beat.type == BeatType::dominant && place >= before &&
        place + after < static_cast<std::ptrdiff_t>(leads.sample_count))
      places.push_back(place);
  }
  if (places.empty())
    return average;
  average.r_s = static_cast<double>(before) / kModelRateHz;
  average.beat_count = places.size();
  average.leads.leads = leads.leads;
  average.leads.sample_count = static_cast<std::size_t>(before + after + 1);
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead) {
    for (std::ptrdiff_t k = -before; k <= after; ++k) {
      std::vector<double> values;
      for (const std::ptrdiff_t place : places)
        values.push_back(leads.row(lead)[static_cast<std::size_t>(place + k)]);
      average.leads.values.push_back(median(std::move(values)));
    }
  }
  average.lead_marks.resize(leads.leads.size());
  return average;
}

}  // namespace leadwise
