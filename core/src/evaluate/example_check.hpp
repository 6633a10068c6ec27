#pragma once

#include "leadwise/metrics.hpp"

namespace leadwise::evaluate {

/// Errors: NoUsableRecord where there are none, NonFiniteSample naming the position of a logit, OneClassOnly.
Result<void> check_examples(const std::vector<ScoredExample>& examples);

/// Error: InvalidArgument naming the first position where the two do not hold the same record.
Result<void> check_pairs(const std::vector<ScoredExample>& first, const std::vector<ScoredExample>& second);

}  // namespace leadwise::evaluate
