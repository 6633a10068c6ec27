#include "leadwise/attribution.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace leadwise {

double LeadAttribution::shape() const { return std::accumulate(samples.begin(), samples.end(), 0.0); }

double Attribution::total() const {
  double sum = 0.0;
  for (const LeadAttribution& lead : leads)
    sum += lead.shape() + lead.amplitude;
  return sum;
}

double Attribution::gap() const { return total() - (logit - baseline_logit); }

double Attribution::relative_gap() const {
  const double difference = std::fabs(logit - baseline_logit), missed = std::fabs(gap());
  if (difference > 0.0)
    return missed / difference;
  return missed > 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
}

}  // namespace leadwise
