#include "logistic_regression.hpp"

#include <cmath>

#include <Eigen/Dense>

#include "leadwise/calibration.hpp"

namespace leadwise::evaluate {
namespace {

constexpr int kMostIterations = 100, kMostHalvings = 40;
constexpr double kSmallestStep = 1e-10;

Eigen::VectorXd predictor(const LogisticProblem& problem, const Eigen::VectorXd& coefficients) {
  return problem.columns * coefficients + problem.offset;
}

/// log(1 + exp(x)) without overflow.
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x))); }

double log_likelihood(const LogisticProblem& problem, const Eigen::VectorXd& coefficients) {
  const Eigen::VectorXd eta = predictor(problem, coefficients);
  double sum = 0.0;
  for (Eigen::Index i = 0; i < eta.size(); ++i)
    sum += problem.weights[i] * (problem.labels[i] * eta[i] - softplus(eta[i]));
  return sum;
}

Eigen::VectorXd probabilities_at(const LogisticProblem& problem, const Eigen::VectorXd& coefficients) {
  return predictor(problem, coefficients).unaryExpr([](double eta) { return probability_of_logit(eta); });
}

Eigen::MatrixXd information(const LogisticProblem& problem, const Eigen::VectorXd& probabilities) {
  const Eigen::VectorXd spread =
      (problem.weights.array() * probabilities.array() * (1.0 - probabilities.array())).matrix();
  return problem.columns.transpose() * spread.asDiagonal() * problem.columns;
}

/// Halves the step until the likelihood no longer falls; false where no step helps.
bool take_step(const LogisticProblem& problem, const Eigen::VectorXd& step, Eigen::VectorXd& coefficients) {
  const double before = log_likelihood(problem, coefficients);
  double share = 1.0;
  for (int i = 0; i < kMostHalvings; ++i, share *= 0.5) {
    const Eigen::VectorXd moved = coefficients + share * step;
    if (log_likelihood(problem, moved) < before - 1e-12 * std::fabs(before))
      continue;
    coefficients = moved;
    return true;
  }
  return false;
}

std::optional<Eigen::MatrixXd> inverted(const Eigen::MatrixXd& information) {
  const Eigen::FullPivLU<Eigen::MatrixXd> decomposition(information);
  if (!information.allFinite() || !decomposition.isInvertible())
    return std::nullopt;
  return decomposition.inverse();
}

}  // namespace

std::optional<LogisticFit> fit_logistic(const LogisticProblem& problem) {
  LogisticFit fit;
  fit.coefficients = Eigen::VectorXd::Zero(problem.columns.cols());
  for (int i = 0; i < kMostIterations; ++i) {
    fit.probabilities = probabilities_at(problem, fit.coefficients);
    const auto covariance = inverted(information(problem, fit.probabilities));
    if (!covariance)
      return std::nullopt;
    fit.covariance = *covariance;
    const Eigen::VectorXd residuals = (problem.weights.array() * (problem.labels - fit.probabilities).array()).matrix();
    const Eigen::VectorXd step = *covariance * (problem.columns.transpose() * residuals);
    if (step.norm() <= kSmallestStep * (1.0 + fit.coefficients.norm()))
      return fit;
    if (!take_step(problem, step, fit.coefficients))
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace leadwise::evaluate
