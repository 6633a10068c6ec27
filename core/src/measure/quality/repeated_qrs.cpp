#include "quality/repeated_qrs.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "beats/median.hpp"
#include "leadwise/signal.hpp"
#include "quality/span_over_line.hpp"

namespace leadwise {
namespace {

/// 80 ms to either side of a beat's common point.
constexpr std::size_t kSamplesBefore = 40;
constexpr std::size_t kSamples = 2 * kSamplesBefore;

/// The first samples of the complexes that lie in the recording as a whole.
std::vector<std::size_t> complex_starts(std::span<const double> qrs_s, std::size_t sample_count) {
  std::vector<std::size_t> starts;
  for (const double time_s : qrs_s) {
    const auto place = static_cast<std::size_t>(std::max(0.0, time_s * kModelRateHz));
    if (place >= kSamplesBefore && place - kSamplesBefore + kSamples <= sample_count)
      starts.push_back(place - kSamplesBefore);
  }
  return starts;
}

}  // namespace

double measure_repeated_qrs(std::span<const double> samples_mv, std::span<const double> qrs_s) {
  const std::vector<std::size_t> starts = complex_starts(qrs_s, samples_mv.size());
  std::vector<double> repeated, at_place;
  for (std::size_t place = 0; place < kSamples; ++place) {
    at_place.clear();
    for (const std::size_t start : starts)
      at_place.push_back(samples_mv[start + place]);
    repeated.push_back(median(at_place));
  }
  return span_over_line(repeated);
}

}  // namespace leadwise
