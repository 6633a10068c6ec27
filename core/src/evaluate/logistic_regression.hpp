#pragma once

#include <optional>

#include <Eigen/Core>

namespace leadwise::evaluate {

/// Weighted labels to be explained by some columns; `offset` is added to the linear predictor as it is.
struct LogisticProblem {
  Eigen::MatrixXd columns;
  Eigen::VectorXd offset;
  Eigen::VectorXd labels;  ///< 0 or 1
  Eigen::VectorXd weights;
};

struct LogisticFit {
  Eigen::VectorXd coefficients;
  /// Inverse of the information matrix.
  Eigen::MatrixXd covariance;
  Eigen::VectorXd probabilities;
};

/// Maximum likelihood by iteratively reweighted least squares (Newton's method, steps halved until the likelihood rises), no
/// penalty. Nullopt where it does not converge: the columns are not independent or no finite maximum exists.
std::optional<LogisticFit> fit_logistic(const LogisticProblem& problem);

}  // namespace leadwise::evaluate
