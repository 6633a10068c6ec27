#include "judging/steadiness.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/simulator.hpp"

namespace leadwise::training {
namespace {

using Catch::Approx;

EcgRecord simulated(double duration_s) {
  SimulationSettings settings;
  settings.duration_s = duration_s;
  return simulate_ecg(settings, 5).value().record;
}

std::vector<double> prepared(const EcgRecord& ecg, double turn_s) {
  Augmentation augmentation;
  augmentation.turn_s = turn_s;
  return prepare_example(ecg, Condition::plain, 0.0, 1, augmentation).value().standardised.values;
}

TurnedScores scores_of(const std::vector<double>& scores) {
  TurnedScores turned;
  for (const double score : scores) {
    turned.push_back({Condition::plain, 0.0, {}});
    turned.back().scores.logits["h"] = std::log(score / (100.0 - score));
  }
  return turned;
}

TEST_CASE("An ECG that is turned round begins later, and what was cut off follows at its end") {
  const auto ecg = simulated(10.0);
  auto by_hand = ecg;
  for (auto& channel : by_hand.channels)
    std::rotate(channel.samples_mv.begin(), channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(1.5 * ecg.sampling_rate_hz),
                channel.samples_mv.end());
  CHECK(prepared(ecg, 1.5) == prepared(by_hand, 0.0));
  CHECK(prepared(ecg, 1.5) != prepared(ecg, 0.0));
  CHECK(prepared(ecg, 11.5) == prepared(ecg, 1.5));
  CHECK(prepared(ecg, 10.0) == prepared(ecg, 0.0));
}

TEST_CASE("A longer ECG's window begins later too") {
  const auto ecg = simulated(25.0);
  auto cut = ecg;
  for (auto& channel : cut.channels)
    channel.samples_mv.erase(channel.samples_mv.begin(), channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(4.0 * ecg.sampling_rate_hz));
  const auto turned = prepared(ecg, 4.0), later = prepared(cut, 0.0);
  double largest = 0.0;
  for (std::size_t i = 0; i < 4000; ++i)
    largest = std::max(largest, std::abs(turned[i] - later[i]));
  CHECK(largest < 0.3);
}

TEST_CASE("How steady a score is is told by the changes of the ECGs' scores, up or down") {
  std::vector<TurnedScores> ecgs;
  for (int i = 0; i <= 10; ++i)
    ecgs.push_back(scores_of({50.0, 50.0 + i, 50.0 - 3.0 * i, 50.0}));
  const auto results = steadiness_results(ecgs, "h");
  REQUIRE(results.size() == 3);
  CHECK(results[0]["begun_later_s"] == 0.1);
  CHECK(results[0]["ecgs"] == 11);
  CHECK(results[0]["median"].get<double>() == Approx(5.0));
  CHECK(results[0]["ninth_decile"].get<double>() == Approx(9.0));
  CHECK(results[0]["largest"].get<double>() == Approx(10.0));
  CHECK(results[0]["over_20"] == 0);
  CHECK(results[1]["ninth_decile"].get<double>() == Approx(27.0));
  CHECK(results[1]["over_20"] == 4);
  CHECK(results[2]["largest"].get<double>() == Approx(0.0).margin(1e-9));
  CHECK(steadiness_results({}, "h").empty());
}

TEST_CASE("The ECG as it is stands before those that begin later") {
  const auto plan = turned_plan();
  REQUIRE(plan.size() == 4);
  for (const auto& spec : plan)
    CHECK(spec.condition == Condition::plain);
  CHECK(plan[0].augmentation.turn_s == 0.0);
  CHECK(plan[1].augmentation.turn_s == 0.1);
  CHECK(plan[3].augmentation.turn_s == 1.5);
}

}  // namespace
}  // namespace leadwise::training
