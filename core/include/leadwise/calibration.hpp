#pragma once

#include <algorithm>
#include <cmath>

namespace leadwise {

/// A probability from log(p / (1 - p)).
inline double probability_of_logit(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

struct ProbabilityInterval {
  double low, high;
};

/// How a head's log-odds become a probability: logistic recalibration, p = sigmoid(slope * log-odds + intercept), fitted on
/// labelled patients (Platt 1999; Cox 1958). A temperature T is slope 1 / T, intercept 0.
struct Calibration {
  double slope = 1.0;
  double intercept = 0.0;
  /// Covariance of the two as estimated: how well they are known.
  double slope_variance = 0.0;
  double slope_intercept_covariance = 0.0;
  double intercept_variance = 0.0;

  double logit(double log_odds) const { return slope * log_odds + intercept; }

  /// Variance of logit(log_odds) by the covariance; never negative.
  double logit_variance(double log_odds) const {
    const double variance = log_odds * (log_odds * slope_variance + 2.0 * slope_intercept_covariance);
    return std::max(0.0, variance + intercept_variance);
  }

  /// 95 % Wald interval of the calibrated mean at this log-odds, formed on the logit scale. What it is and is not:
  /// docs/weight-format.md.
  ProbabilityInterval interval(double log_odds) const {
    constexpr double kNormal97_5 = 1.959963984540054;
    const double half_width = kNormal97_5 * std::sqrt(logit_variance(log_odds));
    const double middle = logit(log_odds);
    return {probability_of_logit(middle - half_width), probability_of_logit(middle + half_width)};
  }
};

}  // namespace leadwise
