#include "leadwise/post_test_probability.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using Catch::Approx;
using leadwise::ErrorCode;
using leadwise::likelihood_ratio;
using leadwise::post_test_probability;
using leadwise::published_sign_counts;
using leadwise::SignCounts;

namespace {

constexpr SignCounts kExample = {20, 10, 5, 65};

}  // namespace

TEST_CASE("The likelihood ratio and its interval are those computed by hand") {
  // (20.5/26) / (10.5/76); the error of its logarithm is sqrt(1/20.5 - 1/26 + 1/10.5 - 1/76) = 0.30397.
  const auto present = likelihood_ratio(kExample, true);
  REQUIRE(present);
  CHECK(present->value == Approx(5.70696).epsilon(1e-5));
  CHECK(present->low == Approx(3.14531).epsilon(1e-4));
  CHECK(present->high == Approx(10.35491).epsilon(1e-4));
  // (5.5/26) / (65.5/76)
  CHECK(likelihood_ratio(kExample, false)->value == Approx(0.245449).epsilon(1e-5));
}

TEST_CASE("Even odds become the likelihood ratio") {
  const auto result = post_test_probability(0.5, kExample, true);
  REQUIRE(result);
  CHECK(result->probability.value == Approx(5.70696 / 6.70696).epsilon(1e-5));
  CHECK(result->probability.low == Approx(3.14531 / 4.14531).epsilon(1e-4));
  CHECK(result->probability.high == Approx(10.35491 / 11.35491).epsilon(1e-4));
}

TEST_CASE("The rarer the disease before, the rarer after") {
  CHECK(post_test_probability(0.01, kExample, true)->probability.value == Approx(0.0545041).epsilon(1e-4));
}

TEST_CASE("A sign that no healthy person showed still leaves a doubt") {
  const auto ratio = likelihood_ratio({30, 0, 70, 100}, true);
  REQUIRE(ratio);
  CHECK(ratio->value == Approx(61.0));
  CHECK(ratio->low > 3.0);
  CHECK(ratio->low < 5.0);
}

TEST_CASE("Probabilities of 0, 1 or nothing and counts without patients are refused") {
  for (const double probability : {0.0, 1.0, -0.1, 1.1})
    CHECK(post_test_probability(probability, kExample, true).error().code == ErrorCode::InvalidArgument);
  CHECK(likelihood_ratio({0, 10, 0, 10}, true).error().code == ErrorCode::InvalidArgument);
  CHECK(likelihood_ratio({10, 0, 10, 0}, true).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("The published counts of right axis deviation give its published predictive value back") {
  const auto counts = published_sign_counts("right_axis_deviation");
  REQUIRE(counts);
  CHECK(counts->true_positive + counts->false_positive == 90);
  CHECK(counts->true_positive + counts->false_positive + counts->false_negative + counts->true_negative == 394);
  CHECK(counts->true_positive / 90.0 == Approx(0.93).margin(0.005));
  CHECK((counts->true_positive + counts->false_negative) / 394.0 == Approx(0.49).margin(0.005));
}

TEST_CASE("What rounding leaves open in those counts moves the likelihood ratio by less than 3 %") {
  const double taken = likelihood_ratio(*published_sign_counts("right_axis_deviation"), true)->value;
  for (const std::uint32_t sick : {192U, 193U, 194U, 195U})
    CHECK(likelihood_ratio({84, 6, sick - 84, 394 - sick - 6}, true)->value == Approx(taken).epsilon(0.03));
}

TEST_CASE("No counts, no probability: other signs have none") {
  for (const char* name : {"butler_leggett", "scranton_score", "p_pulmonale", ""})
    CHECK_FALSE(published_sign_counts(name));
}
