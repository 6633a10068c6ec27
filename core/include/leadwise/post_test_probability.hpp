#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise {

/// How often a sign was present and absent in patients with and without the disease.
struct SignCounts {
  std::uint32_t true_positive = 0;
  std::uint32_t false_positive = 0;
  std::uint32_t false_negative = 0;
  std::uint32_t true_negative = 0;
};

/// A number with its 95 % confidence interval.
struct Interval95 {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

struct PostTestProbability {
  Interval95 likelihood_ratio;
  /// Holds the interval of the likelihood ratio; the pre-test probability is taken as exact.
  Interval95 probability;
};

/// The likelihood ratio of a sign that is present (or absent), its interval by the logarithm (Simel, Samsa and Matchar,
/// J. Clin. Epidemiol. 44:763, 1991), after 0.5 is added to each count. Error: InvalidArgument where no patient had, or
/// none lacked, the disease.
Result<Interval95> likelihood_ratio(const SignCounts& counts, bool present);

/// Bayes' rule for one sign. Signs are not independent: never chain two. Errors: InvalidArgument unless
/// 0 < pre_test_probability < 1, and as likelihood_ratio.
Result<PostTestProbability> post_test_probability(double pre_test_probability, const SignCounts& counts, bool present);

/// Counts behind a criterion whose target is pulmonary hypertension at catheterisation, by the criterion's name; nullopt
/// where none were published. Only right_axis_deviation: Kovacs et al., PLoS ONE 11:e0168706, 2016 give 90 of 394
/// patients with the sign, 93 % of them and 49 % of all with pulmonary hypertension. That is 84 of 90 and, within the
/// rounding of 49 %, 192 to 195 of 394; 193 is taken.
std::optional<SignCounts> published_sign_counts(std::string_view criterion_name);

}  // namespace leadwise
