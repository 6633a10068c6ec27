#include "sorted_examples.hpp"

#include <algorithm>
#include <map>

#include "leadwise/calibration.hpp"

namespace leadwise::evaluate {

SortedExamples sort_examples(const std::vector<ScoredExample>& examples) {
  std::map<std::string_view, std::size_t> numbers;
  SortedExamples sorted;
  for (const ScoredExample& example : examples) {
    const std::size_t number = numbers.emplace(example.patient, numbers.size()).first->second;
    sorted.examples.push_back({example.logit, probability_of_logit(example.logit), example.positive, number});
  }
  // Sums must not depend on the order in which equal scores came.
  std::sort(sorted.examples.begin(), sorted.examples.end(), [](const auto& a, const auto& b) {
    return a.logit != b.logit ? a.logit < b.logit : a.patient < b.patient;
  });
  sorted.patients = numbers.size();
  return sorted;
}

}  // namespace leadwise::evaluate
