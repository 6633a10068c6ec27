#include "beats/shape_match.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace leadwise {
namespace {

constexpr double kStepS = 0.006;
constexpr double kLeftOut = 0.25;
// A lead that moves less around a beat was not recorded there: root mean square.
constexpr double kSilentMv = 0.001;

struct LeadFit {
  double weight;
  double correlation;

  double loss() const { return weight * (1.0 - correlation); }
};

double squares_of(const LeadPattern& pattern) {
  double sum = 0.0;
  for (const double value : pattern)
    sum += value * value;
  return sum;
}

class ShapeSearch {
 public:
  ShapeSearch(const QrsPattern& pattern, std::span<const LeadBeats> leads) : pattern_(pattern), leads_(leads) {
    for (const LeadPattern& lead : pattern)
      weights_.push_back(squares_of(lead));
  }

  // Of the leads that are there: one that is off says nothing of the beat's shape.
  std::vector<LeadFit> fits_at(std::ptrdiff_t sample) const {
    std::vector<LeadFit> fits;
    fits.reserve(leads_.size());
    for (std::size_t i = 0; i < leads_.size(); ++i) {
      const PatternComparison found = compare_with_pattern(pattern_[i], leads_[i], sample);
      if (found.variance <= kSilentMv * kSilentMv * static_cast<double>(pattern_[i].size()))
        continue;
      const double product = found.variance * found.pattern_variance;
      fits.push_back({weights_[i], product > 0.0 ? found.covariance / std::sqrt(product) : 0.0});
    }
    return fits;
  }

  // The best of first, first + step ...; what was found before stays where nothing is better.
  void search(std::ptrdiff_t first, std::ptrdiff_t last, std::ptrdiff_t step);

  std::ptrdiff_t best = 0;
  double best_correlation = -1.0;

 private:
  const QrsPattern& pattern_;
  std::span<const LeadBeats> leads_;
  std::vector<double> weights_;
};

double mean_correlation(std::span<const LeadFit> fits) {
  double sum = 0.0, weight = 0.0;
  for (const LeadFit& fit : fits) {
    sum += fit.weight * fit.correlation;
    weight += fit.weight;
  }
  return weight > 0.0 ? sum / weight : 0.0;
}

void ShapeSearch::search(std::ptrdiff_t first, std::ptrdiff_t last, std::ptrdiff_t step) {
  for (std::ptrdiff_t sample = first; sample <= last; sample += step) {
    const double correlation = mean_correlation(fits_at(sample));
    if (correlation > best_correlation) {
      best = sample;
      best_correlation = correlation;
    }
  }
}

double correlation_of_most(std::vector<LeadFit> fits) {
  for (auto left_out = static_cast<std::size_t>(kLeftOut * static_cast<double>(fits.size())); left_out > 0; --left_out)
    fits.erase(std::max_element(fits.begin(), fits.end(),
                                [](const LeadFit& a, const LeadFit& b) { return a.loss() < b.loss(); }));
  return mean_correlation(fits);
}

}  // namespace

ShapeMatch match_shape(const QrsPattern& pattern, std::span<const LeadBeats> leads, double beat_s, double reach_s) {
  const LeadBeats& any = leads.front();
  const std::ptrdiff_t beat = any.samples_in(beat_s), reach = any.samples_in(reach_s);
  const std::ptrdiff_t step = std::max<std::ptrdiff_t>(1, any.samples_in(kStepS));
  ShapeSearch search(pattern, leads);
  search.best = beat;
  search.search(beat - reach / step * step, beat + reach, step);
  search.search(search.best - step + 1, search.best + step - 1, 1);
  return {static_cast<double>(search.best) / any.sampling_rate_hz, search.best_correlation,
          correlation_of_most(search.fits_at(search.best))};
}

}  // namespace leadwise
