#include "leadwise/calibration_fit.hpp"

#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "golden_scores.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using Catch::Approx;

namespace {

std::vector<ScoredExample> calibrated(std::vector<ScoredExample> examples, const Calibration& calibration) {
  for (ScoredExample& example : examples)
    example.logit = calibration.logit(example.logit);
  return examples;
}

}  // namespace

TEST_CASE("Platt's slope, intercept and covariance are the maximum likelihood's, clustered where patients repeat") {
  for (const char* name : {"single", "repeated", "tied"}) {
    INFO(name);
    const GoldenScores golden = read_scores(name);
    const auto& expected = golden.json["metrics"]["fit"];
    const Calibration fit = fit_calibration(golden.examples, CalibrationMethod::platt).value();
    CHECK(fit.slope == Approx(expected["slope"].get<double>()).margin(1e-6));
    CHECK(fit.intercept == Approx(expected["intercept"].get<double>()).margin(1e-6));
    CHECK(fit.slope_variance == Approx(expected["platt_covariance"][0][0].get<double>()).epsilon(1e-5));
    CHECK(fit.slope_intercept_covariance == Approx(expected["platt_covariance"][0][1].get<double>()).margin(1e-6));
    CHECK(fit.intercept_variance == Approx(expected["platt_covariance"][1][1].get<double>()).epsilon(1e-5));
  }
}

TEST_CASE("A temperature is the slope alone") {
  const GoldenScores golden = read_scores("repeated");
  const auto& expected = golden.json["metrics"]["fit"];
  const Calibration fit = fit_calibration(golden.examples, CalibrationMethod::temperature).value();
  CHECK(fit.slope == Approx(expected["temperature_slope"].get<double>()).margin(1e-6));
  CHECK(fit.intercept == 0.0);
  CHECK(fit.slope_variance == Approx(expected["temperature_variance"].get<double>()).epsilon(1e-5));
  CHECK(fit.intercept_variance == 0.0);
}

TEST_CASE("Once calibrated, slope is 1 and intercept 0, and ranks are as before") {
  const GoldenScores golden = read_scores("single");
  const auto fit = fit_calibration(golden.examples, CalibrationMethod::platt).value();
  const auto after = calibrated(golden.examples, fit);
  CHECK(metric_value(Metric::calibration_slope, after).value() == Approx(1.0).margin(1e-8));
  CHECK(metric_value(Metric::calibration_intercept, after).value() == Approx(0.0).margin(1e-8));
  CHECK(metric_value(Metric::auroc, after) == metric_value(Metric::auroc, golden.examples));
}

TEST_CASE("A calibration finds the truth that scores were drawn from, and its interval holds it 95 times in 100") {
  int held = 0;
  double slopes = 0.0;
  for (std::uint64_t sample = 0; sample < 200; ++sample) {
    const auto fit = fit_calibration(drawn_scores(400, 0.6, -1.0, sample), CalibrationMethod::platt).value();
    slopes += fit.slope / 200.0;
    const ProbabilityInterval interval = fit.interval(1.5);
    const double truth = probability_of_logit(0.6 * 1.5 - 1.0);
    held += interval.low <= truth && truth <= interval.high ? 1 : 0;
  }
  CHECK(slopes == Approx(0.6).margin(0.02));
  CHECK(held >= 180);
  CHECK(held <= 199);
}

TEST_CASE("Copies of a patient's record do not make a calibration surer") {
  const auto once = drawn_scores(100, 0.8, 0.2, 4);
  std::vector<ScoredExample> copies;
  for (int i = 0; i < 5; ++i)
    copies.insert(copies.end(), once.begin(), once.end());
  const auto fit = fit_calibration(once, CalibrationMethod::platt).value();
  const auto copied = fit_calibration(copies, CalibrationMethod::platt).value();
  CHECK(copied.slope == Approx(fit.slope));
  CHECK(copied.slope_variance == Approx(fit.slope_variance).epsilon(0.35));
  CHECK(copied.slope_variance > 0.5 * fit.slope_variance);
}

TEST_CASE("Where no finite calibration exists it is refused by name") {
  const auto code = [](const std::vector<std::pair<double, bool>>& scores, CalibrationMethod method) {
    return fit_calibration(one_record_each(scores), method).error().code;
  };
  using enum CalibrationMethod;
  CHECK(code({{-1, false}, {-0.5, false}, {0.5, true}, {2, true}}, platt) == ErrorCode::ClassesSeparable);
  CHECK(code({{-1, true}, {-0.5, true}, {0.5, false}, {2, false}}, platt) == ErrorCode::ClassesSeparable);
  CHECK(code({{1, false}, {1, true}, {2, true}}, platt) == ErrorCode::ClassesSeparable);
  CHECK(code({{1, false}, {1, true}, {1, true}}, platt) == ErrorCode::ClassesSeparable);
  // Apart along the score but not by its sign: a temperature exists, an intercept does not.
  CHECK(code({{-1, false}, {0.5, false}, {1, true}, {2, true}}, platt) == ErrorCode::ClassesSeparable);
  CHECK(fit_calibration(one_record_each({{-1, false}, {0.5, false}, {1, true}, {2, true}}), temperature).has_value());
  CHECK(code({{-1, false}, {0, true}, {2, true}}, temperature) == ErrorCode::ClassesSeparable);
  CHECK(code({{0, false}, {0, true}}, temperature) == ErrorCode::ClassesSeparable);
  CHECK(code({{1, true}, {2, true}}, platt) == ErrorCode::OneClassOnly);
  CHECK(code({}, platt) == ErrorCode::NoUsableRecord);
  CHECK(code({{-1, true}, {0, false}, {0.2, true}, {1, false}}, platt) == ErrorCode::ScoreAgainstLabels);
}

TEST_CASE("Huge scores are calibrated too") {
  auto examples = drawn_scores(200, 1.0, 0.0, 8);
  for (ScoredExample& example : examples)
    example.logit *= 200.0;
  const auto fit = fit_calibration(examples, CalibrationMethod::platt).value();
  CHECK(fit.slope == Approx(fit_calibration(drawn_scores(200, 1.0, 0.0, 8), CalibrationMethod::platt)->slope / 200.0));
}

TEST_CASE("A threshold reaches its target sensitivity, and the next higher one would not") {
  const auto examples = read_scores("single").examples;
  for (const double target : {0.5, 0.8, 0.9, 1.0}) {
    const auto chosen = threshold_at_sensitivity(examples, target, {1, 200}).value();
    INFO(target << " at " << chosen.threshold);
    CHECK(*chosen.sensitivity.value >= target);
    CHECK(chosen.sensitivity.value == metric_value(Metric::sensitivity, examples, chosen.threshold));
    CHECK(chosen.specificity.value == metric_value(Metric::specificity, examples, chosen.threshold));
    CHECK(chosen.sensitivity.interval->low < *chosen.sensitivity.value);
    double lowest_above = 2.0;
    for (const ScoredExample& example : examples) {
      const double probability = probability_of_logit(example.logit);
      if (probability >= chosen.threshold && example.positive)
        lowest_above = std::min(lowest_above, probability);
    }
    CHECK(metric_value(Metric::sensitivity, examples, std::nextafter(lowest_above, 1.0)).value() < target);
  }
}

TEST_CASE("A threshold lies half way between two scores, so that rounding moves nobody") {
  const auto examples = one_record_each({{-2, false}, {-1, false}, {1, true}, {2, true}});
  const double expected = 0.5 * (probability_of_logit(1.0) + probability_of_logit(-1.0));
  CHECK(threshold_at_sensitivity(examples, 1.0, {1, 50})->threshold == Approx(expected));
  for (const double outside : {0.0, -0.5, 1.5, std::nan("")})
    CHECK(threshold_at_sensitivity(examples, outside, {1, 50}).error().code == ErrorCode::InvalidArgument);
}
