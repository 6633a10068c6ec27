#include "leadwise/calibration_fit.hpp"

#include "example_check.hpp"
#include "metric.hpp"
#include "recalibration.hpp"

namespace leadwise {
namespace {

using namespace evaluate;

/// Sum over patients of the outer product of their scores (the gradients of their likelihood).
Eigen::MatrixXd clustered_scores(const SortedExamples& sorted, const LogisticProblem& problem, const LogisticFit& fit) {
  const auto patients = static_cast<Eigen::Index>(sorted.patients);
  Eigen::MatrixXd scores = Eigen::MatrixXd::Zero(patients, problem.columns.cols());
  for (Eigen::Index i = 0; i < problem.labels.size(); ++i) {
    const auto patient = static_cast<Eigen::Index>(sorted.examples[static_cast<std::size_t>(i)].patient);
    scores.row(patient) += (problem.labels[i] - fit.probabilities[i]) * problem.columns.row(i);
  }
  const double correction = static_cast<double>(patients) / static_cast<double>(patients - 1);
  return correction * scores.transpose() * scores;
}

Eigen::MatrixXd covariance_of(const SortedExamples& sorted, const LogisticProblem& problem, const LogisticFit& fit) {
  if (sorted.patients == sorted.examples.size())
    return fit.covariance;
  return fit.covariance * clustered_scores(sorted, problem, fit) * fit.covariance;
}

Calibration calibration_of(const LogisticFit& fit, const Eigen::MatrixXd& covariance) {
  if (fit.coefficients.size() == 1)
    return {fit.coefficients[0], 0.0, covariance(0, 0), 0.0, 0.0};
  return {fit.coefficients[0], fit.coefficients[1], covariance(0, 0), covariance(0, 1), covariance(1, 1)};
}

tl::unexpected<Error> separable(const char* why) {
  return fail(ErrorCode::ClassesSeparable, std::string("no finite calibration exists: ") + why);
}

}  // namespace

Result<Calibration> fit_calibration(const std::vector<ScoredExample>& examples, CalibrationMethod method) {
  if (const auto checked = check_examples(examples); !checked)
    return tl::unexpected(checked.error());
  const auto what = method == CalibrationMethod::platt ? Recalibration::slope_and_intercept : Recalibration::slope;
  const SortedExamples sorted = sort_examples(examples);
  const PatientWeights weights = everybody(sorted);
  if (separates(sorted, weights, what))
    return separable("the score separates positives from negatives; more records are needed");
  const LogisticProblem problem = recalibration_problem(sorted, weights, what);
  const auto fit = fit_logistic(problem);
  if (!fit)
    return separable("the likelihood has no maximum that can be found; do the scores vary?");
  const Calibration calibration = calibration_of(*fit, covariance_of(sorted, problem, *fit));
  if (!(calibration.slope > 0.0))
    return fail(ErrorCode::ScoreAgainstLabels, "the calibration's slope is " + std::to_string(calibration.slope) +
                                                   ": higher scores mean fewer positives");
  return calibration;
}

}  // namespace leadwise
