#pragma once

#include "leadwise/calibration.hpp"
#include "leadwise/metrics.hpp"

namespace leadwise {

enum class CalibrationMethod : std::uint8_t {
  platt,        ///< slope and intercept
  temperature,  ///< slope alone
};

/// Fits p = sigmoid(slope * log-odds + intercept) to examples that trained nothing, by maximum likelihood, without a penalty.
/// `logit` of the examples are uncalibrated log-odds. The covariance is the inverse of the information matrix, and where a
/// patient has several records the sandwich clustered by patient (Liang and Zeger 1986), as records of one are not
/// independent. Errors: NoUsableRecord, NonFiniteSample, OneClassOnly; ClassesSeparable (no finite fit exists);
/// ScoreAgainstLabels (the slope is not above 0).
Result<Calibration> fit_calibration(const std::vector<ScoredExample>& examples, CalibrationMethod method);

/// A threshold with what it reaches on the examples that it was chosen on.
struct SensitivityThreshold {
  double threshold;
  MeasuredMetric sensitivity, specificity;
};

/// The highest threshold whose sensitivity is at least `target`, half way down to the next lower score, so that rounding
/// moves nobody. Errors: those of measure_metrics; InvalidArgument for a target outside (0, 1].
Result<SensitivityThreshold> threshold_at_sensitivity(const std::vector<ScoredExample>& examples, double target,
                                                      const BootstrapSettings& settings);

}  // namespace leadwise
