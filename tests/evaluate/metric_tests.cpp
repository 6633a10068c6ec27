#include <algorithm>
#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "golden_scores.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using Catch::Approx;

TEST_CASE("Every metric is what scikit-learn and SciPy make of the same scores") {
  for (const char* name : {"single", "repeated", "tied"}) {
    const GoldenScores golden = read_scores(name);
    for (const Metric metric : kAllMetrics) {
      INFO(name << ", " << metric_name(metric));
      const auto value = metric_value(metric, golden.examples, golden.threshold);
      REQUIRE(value.has_value());
      // The reference's slopes come from a minimum that is flat near its bottom.
      const bool fitted = metric == Metric::calibration_slope || metric == Metric::calibration_intercept;
      CHECK(std::fabs(*value - golden.metric(metric)) < (fitted ? 1e-6 : 1e-12));
    }
  }
}

TEST_CASE("The confusion matrix is scikit-learn's") {
  const GoldenScores golden = read_scores("single");
  const Confusion confusion = confusion_at(golden.examples, golden.threshold);
  const std::vector<std::size_t> counts = {confusion.true_positives, confusion.false_positives,
                                           confusion.true_negatives, confusion.false_negatives};
  CHECK(golden.json["metrics"]["confusion"].get<std::vector<std::size_t>>() == counts);
}

TEST_CASE("A decision curve is net benefit by its definition") {
  const GoldenScores golden = read_scores("single");
  for (const auto& expected : golden.json["metrics"]["net_benefit"]) {
    const std::vector<double> threshold = {expected["threshold"].get<double>()};
    const NetBenefit point = decision_curve(golden.examples, threshold).value().front();
    CHECK(point.model == Approx(expected["model"].get<double>()).margin(1e-12));
    CHECK(point.all == Approx(expected["all"].get<double>()).margin(1e-12));
  }
  for (const double outside : {0.0, 1.0, -0.1, std::nan("")})
    CHECK(decision_curve(golden.examples, std::vector{outside}).error().code == ErrorCode::InvalidArgument);
  CHECK(decision_curve({}, std::vector{0.5}).error().code == ErrorCode::NoUsableRecord);
}

TEST_CASE("AUROC is the share of pairs in the right order, ties one half") {
  const auto auroc = [](const std::vector<std::pair<double, bool>>& scores) {
    return metric_value(Metric::auroc, one_record_each(scores));
  };
  CHECK(auroc({{0.1, false}, {0.9, true}}).value() == 1.0);
  CHECK(auroc({{0.9, false}, {0.1, true}}).value() == 0.0);
  CHECK(auroc({{0.5, false}, {0.5, true}}).value() == 0.5);
  // Pairs: (0.4, 0.35) won, (0.4, 0.1) won, (0.8, both) won, (0.35 tied with 0.35) one half, (0.35, 0.1) won.
  CHECK(auroc({{0.1, false}, {0.35, false}, {0.35, true}, {0.4, true}, {0.8, true}}).value() == Approx(5.5 / 6.0));
  CHECK_FALSE(auroc({{0.5, true}, {0.7, true}}).has_value());
}

TEST_CASE("No metric depends on the order of the records") {
  GoldenScores golden = read_scores("tied");
  const auto before = golden.examples;
  std::reverse(golden.examples.begin(), golden.examples.end());
  for (const Metric metric : kAllMetrics) {
    INFO(metric_name(metric));
    CHECK(std::fabs(*metric_value(metric, golden.examples, 0.4) - *metric_value(metric, before, 0.4)) < 1e-12);
  }
}

TEST_CASE("Probabilities that are right on average in every bin have no calibration error") {
  std::vector<ScoredExample> examples;
  for (int i = 0; i < 100; ++i)
    examples.push_back({0.0, i % 2 == 0, std::to_string(i)});
  CHECK(std::fabs(*metric_value(Metric::calibration_error, examples)) < 1e-12);
  for (ScoredExample& example : examples)
    example.logit = std::log(0.9 / 0.1);
  CHECK(*metric_value(Metric::calibration_error, examples) == Approx(0.4));
}

TEST_CASE("A metric that is a share of nothing has no value") {
  const auto low = one_record_each({{-3.0, false}, {-2.0, true}, {-1.0, false}});
  CHECK_FALSE(metric_value(Metric::positive_predictive_value, low, 0.9));
  CHECK_FALSE(metric_value(Metric::mcc, low, 0.9));
  CHECK(metric_value(Metric::negative_predictive_value, low, 0.9).value() == Approx(2.0 / 3.0));
  CHECK(metric_value(Metric::f1, low, 0.9).value() == 0.0);
  for (const Metric metric : kAllMetrics)
    CHECK_FALSE(metric_value(metric, {}, 0.5));
}

TEST_CASE("Where the score separates the classes there is no slope") {
  const auto apart = one_record_each({{-2.0, false}, {-1.0, false}, {1.0, true}, {2.0, true}});
  CHECK_FALSE(metric_value(Metric::calibration_slope, apart));
  CHECK(metric_value(Metric::calibration_intercept, apart).has_value());
  // They touch in one point, and the likelihood still has no maximum.
  CHECK_FALSE(metric_value(Metric::calibration_slope, one_record_each({{0.0, false}, {1.0, false}, {1.0, true}})));
}

TEST_CASE("What reaches the threshold is positive") {
  const auto examples = one_record_each({{0.0, true}, {-1.0, false}});
  CHECK(confusion_at(examples, 0.5).true_positives == 1);
  CHECK(confusion_at(examples, 0.5 + 1e-12).true_positives == 0);
}

TEST_CASE("Metrics have names of their own") {
  std::vector<std::string_view> names;
  for (const Metric metric : kAllMetrics)
    names.push_back(metric_name(metric));
  std::sort(names.begin(), names.end());
  CHECK(std::unique(names.begin(), names.end()) == names.end());
  CHECK_FALSE(names.front().empty());
}
