#include "leadwise/post_test_probability.hpp"

#include <cmath>

namespace leadwise {
namespace {

constexpr double kNormal975 = 1.959963984540054;
constexpr double kContinuity = 0.5;

double probability_of_odds(double odds) { return odds / (1.0 + odds); }

}  // namespace

Result<Interval95> likelihood_ratio(const SignCounts& counts, bool present) {
  if (counts.true_positive + counts.false_negative == 0 || counts.false_positive + counts.true_negative == 0)
    return fail(ErrorCode::InvalidArgument, "a likelihood ratio needs patients with and without the disease");
  const double sick = counts.true_positive + counts.false_negative + 2.0 * kContinuity;
  const double well = counts.false_positive + counts.true_negative + 2.0 * kContinuity;
  const double sick_with = (present ? counts.true_positive : counts.false_negative) + kContinuity;
  const double well_with = (present ? counts.false_positive : counts.true_negative) + kContinuity;
  const double ratio = (sick_with / sick) / (well_with / well);
  const double log_error = std::sqrt(1.0 / sick_with - 1.0 / sick + 1.0 / well_with - 1.0 / well);
  const double factor = std::exp(kNormal975 * log_error);
  return Interval95{ratio, ratio / factor, ratio * factor};
}

Result<PostTestProbability> post_test_probability(double pre_test_probability, const SignCounts& counts, bool present) {
  if (!(pre_test_probability > 0.0 && pre_test_probability < 1.0))
    return fail(ErrorCode::InvalidArgument, "a pre-test probability lies between 0 and 1");
  const Result<Interval95> ratio = likelihood_ratio(counts, present);
  if (!ratio)
    return tl::unexpected<Error>(ratio.error());
  const double odds = pre_test_probability / (1.0 - pre_test_probability);
  return PostTestProbability{*ratio,
                             {probability_of_odds(odds * ratio->value), probability_of_odds(odds * ratio->low),
                              probability_of_odds(odds * ratio->high)}};
}

std::optional<SignCounts> published_sign_counts(std::string_view criterion_name) {
  if (criterion_name == "right_axis_deviation")
    return SignCounts{84, 6, 109, 195};
  return std::nullopt;
}

}  // namespace leadwise
