#include <sstream>

#include "confusion.hpp"
#include "metric.hpp"

namespace leadwise {
namespace {

using namespace evaluate;

NetBenefit net_benefit(const SortedExamples& sorted, double threshold) {
  const WeightedConfusion c = weighted_confusion(sorted, everybody(sorted), threshold);
  const double odds = threshold / (1.0 - threshold);
  const double positives = c.true_positives + c.false_negatives;
  return {threshold, (c.true_positives - odds * c.false_positives) / c.weight(),
          (positives - odds * (c.weight() - positives)) / c.weight()};
}

}  // namespace

Result<std::vector<NetBenefit>> decision_curve(const std::vector<ScoredExample>& examples,
                                               std::span<const double> thresholds) {
  if (examples.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no record to judge by");
  const SortedExamples sorted = sort_examples(examples);
  std::vector<NetBenefit> curve;
  for (const double threshold : thresholds) {
    if (!(threshold > 0.0 && threshold < 1.0)) {
      std::ostringstream message;
      message << "the threshold " << threshold << " of a decision curve is not between 0 and 1";
      return fail(ErrorCode::InvalidArgument, message.str());
    }
    curve.push_back(net_benefit(sorted, threshold));
  }
  return curve;
}

}  // namespace leadwise
