#include "leadwise/beats.hpp"

#include <algorithm>
#include <cmath>

#include "beats/median.hpp"

namespace leadwise {
namespace {

// Where the baseline lies: the PR segment before most QRS complexes.
constexpr double kBaselineFromS = -0.095;
constexpr double kBaselineToS = -0.070;
// So many beats, evenly picked, are enough of a long record.
constexpr std::size_t kMostBeats = 60;

}  // namespace

std::ptrdiff_t LeadBeats::samples_in(double time_s) const {
  return static_cast<std::ptrdiff_t>(std::floor(time_s * sampling_rate_hz + 0.5));
}

std::optional<double> LeadBeats::value(std::ptrdiff_t sample) const {
  if (sample < 0 || sample >= static_cast<std::ptrdiff_t>(samples_mv.size())) {
    return std::nullopt;
  }
  const double value_mv = samples_mv[static_cast<std::size_t>(sample)];
  return std::isfinite(value_mv) ? std::optional(value_mv) : std::nullopt;
}

std::optional<double> LeadBeats::baseline(std::ptrdiff_t beat) const {
  double sum = 0.0;
  int count = 0;
  for (std::ptrdiff_t k = samples_in(kBaselineFromS); k <= samples_in(kBaselineToS); ++k) {
    if (const auto level = value(beat + k)) {
      sum += *level;
      ++count;
    }
  }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

MedianLead find_median_lead(const LeadBeats& lead, std::span<const double> beats_s, double before_s, double after_s) {
  MedianLead median_lead{lead.samples_in(-before_s), {}};
  const std::ptrdiff_t last = lead.samples_in(after_s);
  std::vector<std::vector<double>> at(static_cast<std::size_t>(last - median_lead.first + 1));
  const std::size_t stride = (beats_s.size() + kMostBeats - 1) / kMostBeats;
  for (std::size_t i = 0; i < beats_s.size(); i += stride) {
    const std::ptrdiff_t beat = lead.samples_in(beats_s[i]);
    const auto baseline = lead.baseline(beat);
    for (std::ptrdiff_t k = median_lead.first; baseline && k <= last; ++k) {
      if (const auto level = lead.value(beat + k)) {
        at[static_cast<std::size_t>(k - median_lead.first)].push_back(*level - *baseline);
      }
    }
  }
  if (std::all_of(at.begin(), at.end(), [](const auto& values) { return values.empty(); })) {
    return median_lead;
  }
  for (std::vector<double>& values : at) {
    median_lead.samples_mv.push_back(values.empty() ? 0.0 : median(values));
  }
  return median_lead;
}

}  // namespace leadwise
