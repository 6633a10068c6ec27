#include "metrics.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

using Catch::Approx;

TEST_CASE("AUROC is the share of pairs in the right order, ties one half") {
  CHECK(auroc({{0.1, false, "a"}, {0.9, true, "b"}}).value() == Approx(1.0));
  CHECK(auroc({{0.9, false, "a"}, {0.1, true, "b"}}).value() == Approx(0.0));
  CHECK(auroc({{0.5, false, "a"}, {0.5, true, "b"}}).value() == Approx(0.5));
  // Pairs: (0.4, 0.35) won, (0.4, 0.1) won, (0.8, both) won, (0.35 tied with 0.35) one half, (0.35, 0.1) won.
  CHECK(auroc({{0.1, false, ""}, {0.35, false, ""}, {0.35, true, ""}, {0.4, true, ""}, {0.8, true, ""}}).value() ==
        Approx(5.5 / 6.0));
}

TEST_CASE("AUROC of one class is no number") {
  CHECK_FALSE(auroc({{0.5, true, "a"}, {0.7, true, "b"}}).has_value());
  CHECK(auroc_with_interval({{0.5, true, "a"}}, 1, 10).error().code == ErrorCode::NoUsableRecord);
}

std::vector<ScoredExample> noisy_examples(std::size_t patients, std::size_t each) {
  Random random(3);
  std::vector<ScoredExample> examples;
  for (std::size_t p = 0; p < patients; ++p) {
    const double own = random.normal();
    for (std::size_t k = 0; k < each; ++k)
      examples.push_back({own + (p % 2 == 0 ? 1.0 : 0.0), p % 2 == 0, std::to_string(p)});
  }
  return examples;
}

TEST_CASE("Intervals hold the value and count patients, not copies of them") {
  const auto once = auroc_with_interval(noisy_examples(60, 1), 9, 1000).value();
  const auto copies = auroc_with_interval(noisy_examples(60, 10), 9, 1000).value();
  CHECK(once.low < once.value);
  CHECK(once.value < once.high);
  CHECK(copies.patients == 60);
  CHECK(copies.positives == 300);
  // Ten copies of every patient tell no more than one.
  CHECK(copies.high - copies.low == Approx(once.high - once.low).epsilon(0.02));
}

TEST_CASE("Intervals follow from the seed") {
  const auto first = auroc_with_interval(noisy_examples(30, 2), 9, 200).value();
  const auto again = auroc_with_interval(noisy_examples(30, 2), 9, 200).value();
  CHECK(first.low == again.low);
  CHECK(first.high == again.high);
}

}  // namespace
}  // namespace leadwise::training
