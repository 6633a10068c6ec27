#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "golden_scores.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using Catch::Approx;

TEST_CASE("DeLong's variance and comparison are those of the published definition over all pairs") {
  const GoldenScores golden = read_scores("single");
  const auto& expected = golden.json["delong"];
  const DeLongAuroc auroc = delong_auroc(golden.examples).value();
  CHECK(auroc.auroc == Approx(expected["auroc"].get<double>()).epsilon(1e-12));
  CHECK(auroc.variance == Approx(expected["variance"].get<double>()).epsilon(1e-10));
  const DeLongComparison comparison = delong_comparison(golden.examples, other_scores(golden)).value();
  CHECK(comparison.difference == Approx(expected["difference"].get<double>()).epsilon(1e-10));
  CHECK(comparison.variance == Approx(expected["difference_variance"].get<double>()).epsilon(1e-10));
  CHECK(comparison.p_value.value() == Approx(expected["p_value"].get<double>()).epsilon(1e-8));
}

TEST_CASE("DeLong's method refuses several records of a patient, naming the patient") {
  const auto refused = delong_auroc(read_scores("repeated").examples);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::RepeatedPatient);
  const std::vector<ScoredExample> twice = {{0.1, false, "a"}, {0.2, true, "b"}, {0.3, true, "b"}, {0.4, false, "c"}};
  CHECK(delong_auroc(twice).error().message.find("\"b\"") != std::string::npos);
  CHECK(delong_comparison(twice, twice).error().code == ErrorCode::RepeatedPatient);
}

TEST_CASE("DeLong's method needs two records of each class") {
  const std::vector<ScoredExample> few = {{0.1, false, "a"}, {0.2, true, "b"}, {0.3, true, "c"}};
  CHECK(delong_auroc(few).error().code == ErrorCode::NoUsableRecord);
  CHECK(delong_auroc({{0.1, true, "a"}, {0.2, true, "b"}}).error().code == ErrorCode::OneClassOnly);
}

TEST_CASE("A head compared with itself has no p-value to claim anything by") {
  const GoldenScores golden = read_scores("single");
  const auto same = delong_comparison(golden.examples, golden.examples).value();
  CHECK(same.difference == 0.0);
  CHECK_FALSE(same.p_value.has_value());
}
