#include <array>
#include <cmath>
#include <limits>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "golden_scores.hpp"
#include "leadwise/random.hpp"
#include "wilson_interval.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using Catch::Approx;

namespace {

constexpr std::array kAuroc = {Metric::auroc};

MeasuredMetric measured(Metric metric, const std::vector<ScoredExample>& examples, std::size_t replicates = 1000) {
  const std::array one = {metric};
  return measure_metrics(examples, one, 0.5, {9, replicates}).value().front();
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

double width(const MeasuredMetric& metric) { return metric.interval->high - metric.interval->low; }

}  // namespace

TEST_CASE("Intervals hold the value and count patients, not copies of them") {
  for (const Metric metric : kAllMetrics) {
    INFO(metric_name(metric));
    const auto once = measured(metric, noisy_examples(60, 1)), copies = measured(metric, noisy_examples(60, 10));
    REQUIRE(once.interval.has_value());
    CHECK(once.interval->low < *once.value);
    CHECK(*once.value < once.interval->high);
    // Ten copies of every patient tell no more than one.
    CHECK(width(copies) == Approx(width(once)).epsilon(0.02));
  }
}

TEST_CASE("With one record a patient the interval of AUROC is about DeLong's") {
  const auto examples = noisy_examples(300, 1);
  const auto delong = delong_auroc(examples).value();
  const auto bootstrap = measured(Metric::auroc, examples, 2000);
  CHECK(width(bootstrap) == Approx(delong.interval->high - delong.interval->low).epsilon(0.06));
}

TEST_CASE("The interval of the mean holds the truth in about 95 of 100 samples") {
  // Accuracy at 0.5 of scores whose label is drawn with probability 0.8 of agreeing.
  int held = 0;
  for (std::uint64_t sample = 0; sample < 200; ++sample) {
    Random random(100, sample);
    std::vector<ScoredExample> examples;
    for (int i = 0; i < 60; ++i) {
      const bool positive = random.uniform() < 0.5, right = random.uniform() < 0.8;
      examples.push_back({positive == right ? 1.0 : -1.0, positive, std::to_string(i)});
    }
    const auto accuracy = measured(Metric::accuracy, examples, 200);
    held += accuracy.interval->low <= 0.8 && 0.8 <= accuracy.interval->high ? 1 : 0;
  }
  CHECK(held >= 178);
  CHECK(held <= 199);
}

TEST_CASE("Intervals follow from the seed") {
  const auto examples = noisy_examples(30, 2);
  const auto first = measure_metrics(examples, kAuroc, 0.5, {9, 200}).value().front();
  const auto again = measure_metrics(examples, kAuroc, 0.5, {9, 200}).value().front();
  const auto other = measure_metrics(examples, kAuroc, 0.5, {10, 200}).value().front();
  CHECK(first.interval->low == again.interval->low);
  CHECK(first.interval->high == again.interval->high);
  CHECK(first.interval->low != other.interval->low);
}

TEST_CASE("A share of all has an interval of some width, by the number of patients") {
  std::vector<ScoredExample> examples;
  for (int i = 0; i < 40; ++i)
    examples.push_back({i % 2 == 0 ? 2.0 : -2.0, i % 2 == 0, std::to_string(i / 2 * 2 + i % 2)});
  const auto sensitivity = measured(Metric::sensitivity, examples);
  CHECK(*sensitivity.value == 1.0);
  // Wilson's lower bound for 20 of 20.
  CHECK(sensitivity.interval->low == Approx(0.8389).margin(1e-4));
  CHECK(sensitivity.interval->high == 1.0);
}

TEST_CASE("Wilson's interval is the one in the tables") {
  // 7 of 10: 0.3968 to 0.8922.
  const MetricInterval interval = evaluate::wilson_interval(0.7, 10.0);
  CHECK(interval.low == Approx(0.39678).margin(1e-5));
  CHECK(interval.high == Approx(0.89221).margin(1e-5));
}

TEST_CASE("A metric that most replicates lack has no interval") {
  // One patient in twelve is called positive: many samples leave it out.
  std::vector<ScoredExample> examples;
  for (int i = 0; i < 12; ++i)
    examples.push_back({i == 0 ? 2.0 : -2.0, i < 6, std::to_string(i)});
  const auto mcc = measured(Metric::mcc, examples);
  CHECK(mcc.value.has_value());
  CHECK_FALSE(mcc.interval.has_value());
  CHECK(mcc.replicates < 900);
  // Wilson's for one of one.
  const auto predictive = measured(Metric::positive_predictive_value, examples);
  CHECK(predictive.interval->low == Approx(0.2065).margin(1e-4));
}

TEST_CASE("Fewer than five patients of a class, or scores that separate all, have no interval to boast of") {
  const auto apart = [](int positives) {
    std::vector<ScoredExample> examples;
    for (int i = 0; i < 20; ++i)
      examples.push_back({i < positives ? 2.0 + i : -2.0 - i, i < positives, std::to_string(i)});
    return examples;
  };
  CHECK_FALSE(measured(Metric::sensitivity, apart(4)).interval.has_value());
  CHECK(measured(Metric::sensitivity, apart(5)).interval.has_value());
  CHECK_FALSE(measured(Metric::brier, apart(4)).interval.has_value());
  CHECK(measured(Metric::brier, apart(5)).interval.has_value());
  CHECK(*measured(Metric::auroc, apart(5)).value == 1.0);
  CHECK_FALSE(measured(Metric::auroc, apart(5)).interval.has_value());
  CHECK_FALSE(delong_auroc(apart(5))->interval.has_value());
}

TEST_CASE("What cannot be measured is refused by name") {
  const auto code = [](const std::vector<ScoredExample>& examples) {
    return measure_metrics(examples, kAuroc, 0.5, {1, 10}).error().code;
  };
  CHECK(code({}) == ErrorCode::NoUsableRecord);
  CHECK(code({{0.5, true, "a"}, {0.7, true, "b"}}) == ErrorCode::OneClassOnly);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<ScoredExample> broken = {{0.5, true, "a"}, {nan, false, "b"}};
  const auto refused = measure_metrics(broken, kAuroc, 0.5, {1, 10});
  CHECK(refused.error().code == ErrorCode::NonFiniteSample);
  CHECK(refused.error().message.find("record 1") != std::string::npos);
  CHECK(measure_metrics(noisy_examples(4, 1), kAuroc, 0.5, {1, 0}).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("A difference of two heads is drawn on the same patients") {
  const GoldenScores golden = read_scores("single");
  const auto other = other_scores(golden);
  const auto difference = measure_differences({golden.examples}, {other}, kAuroc, {9, 2000}).value().front();
  CHECK(*difference.value == Approx(golden.json["delong"]["difference"].get<double>()));
  const double delong_width = 2.0 * 1.96 * std::sqrt(golden.json["delong"]["difference_variance"].get<double>());
  CHECK(width(difference) == Approx(delong_width).epsilon(0.1));
  const auto none = measure_differences({golden.examples}, {golden.examples}, kAllMetrics, {9, 100}).value();
  for (const MeasuredMetric& metric : none) {
    CHECK(*metric.value == 0.0);
    CHECK_FALSE(metric.interval.has_value());
  }
}

TEST_CASE("A difference of heads on different records is refused with the place") {
  const GoldenScores golden = read_scores("single");
  auto other = golden.examples;
  other[5].patient = "someone else";
  const auto refused = measure_differences({golden.examples}, {other}, kAuroc, {9, 10});
  CHECK(refused.error().code == ErrorCode::InvalidArgument);
  CHECK(refused.error().message.find("record 5") != std::string::npos);
  other.pop_back();
  CHECK(measure_differences({golden.examples}, {other}, kAuroc, {9, 10}).error().code == ErrorCode::InvalidArgument);
}
