#include "recalibration.hpp"

#include <algorithm>
#include <limits>

namespace leadwise::evaluate {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

}  // namespace

LogisticProblem recalibration_problem(const SortedExamples& sorted, const PatientWeights& weights, Recalibration what) {
  const auto count = static_cast<Eigen::Index>(sorted.examples.size());
  LogisticProblem problem;
  problem.columns = Eigen::MatrixXd::Ones(count, what == Recalibration::slope_and_intercept ? 2 : 1);
  problem.offset = Eigen::VectorXd::Zero(count);
  problem.labels = problem.weights = Eigen::VectorXd::Zero(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto& example = sorted.examples[static_cast<std::size_t>(i)];
    (what == Recalibration::intercept ? problem.offset[i] : problem.columns(i, 0)) = example.logit;
    problem.labels[i] = example.positive ? 1.0 : 0.0;
    problem.weights[i] = weights[example.patient];
  }
  return problem;
}

bool separates(const SortedExamples& sorted, const PatientWeights& weights, Recalibration what) {
  Range positives, negatives, agreement;
  for (const auto& example : sorted.examples) {
    if (weights[example.patient] == 0.0)
      continue;
    (example.positive ? positives : negatives).add(example.logit);
    agreement.add(example.positive ? example.logit : -example.logit);
  }
  if (positives.low > positives.high || negatives.low > negatives.high)
    return true;
  if (what == Recalibration::slope_and_intercept)
    return negatives.high <= positives.low || positives.high <= negatives.low;
  return what == Recalibration::slope && (agreement.low >= 0.0 || agreement.high <= 0.0);
}

}  // namespace leadwise::evaluate
