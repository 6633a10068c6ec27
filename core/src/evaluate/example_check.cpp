#include "example_check.hpp"

#include <cmath>

namespace leadwise::evaluate {

Result<void> check_examples(const std::vector<ScoredExample>& examples) {
  if (examples.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no record to judge by");
  std::size_t positives = 0;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (!std::isfinite(examples[i].logit))
      return fail(ErrorCode::NonFiniteSample, "the score of record " + std::to_string(i) + " is no finite number");
    positives += examples[i].positive ? 1U : 0U;
  }
  if (positives != 0 && positives != examples.size())
    return {};
  return fail(ErrorCode::OneClassOnly,
              "all " + std::to_string(examples.size()) + " records are " + (positives == 0 ? "negative" : "positive"));
}

Result<void> check_pairs(const std::vector<ScoredExample>& first, const std::vector<ScoredExample>& second) {
  if (first.size() != second.size())
    return fail(ErrorCode::InvalidArgument, "a paired comparison of " + std::to_string(first.size()) + " and " +
                                                std::to_string(second.size()) + " records");
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i].patient != second[i].patient || first[i].positive != second[i].positive)
      return fail(ErrorCode::InvalidArgument,
                  "record " + std::to_string(i) + " of a paired comparison is not the same on both sides");
  }
  return {};
}

}  // namespace leadwise::evaluate
