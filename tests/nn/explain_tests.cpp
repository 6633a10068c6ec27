#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>

#include "explain/head_input.hpp"
#include "explain/path_gradient.hpp"
#include "formula.hpp"
#include "golden_network.hpp"
#include "leadwise/attribution.hpp"
#include "leadwise/model.hpp"
#include "small_model.hpp"

using namespace leadwise;
using namespace leadwise::testing;

namespace {

/// A flat line of every lead.
ModelInput flat_like(const ModelInput& input, double log_sd_mv) {
  ModelInput flat = input;
  std::fill(flat.standardised.values.begin(), flat.standardised.values.end(), 0.0);
  std::fill(flat.log_sd_mv.begin(), flat.log_sd_mv.end(), log_sd_mv);
  return flat;
}

std::vector<nn::PathPoint> trapezoid(std::size_t steps) {
  std::vector<nn::PathPoint> points;
  for (std::size_t i = 0; i <= steps; ++i) {
    const bool is_end = i == 0 || i == steps;
    points.push_back({static_cast<double>(i) / static_cast<double>(steps), is_end ? 0.5 : 1.0});
  }
  return points;
}

/// Largest difference, relative to the largest value that is to be expected anywhere.
double largest_difference(std::span<const double> actual, const nlohmann::json& expected, std::size_t stride,
                          double scale) {
  double largest = 0.0;
  REQUIRE((actual.size() + stride - 1) / stride == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double difference = std::fabs(actual[i * stride] - expected[i].get<double>()) / scale;
    largest = std::max(largest, std::isfinite(difference) ? difference : 1e300);
  }
  return largest;
}

void check_explained_within(double difference, double allowed, const std::string& what) {
  std::printf("%-50s %.2e\n", what.c_str(), difference);
  INFO(what << ": " << difference);
  CHECK(difference <= allowed);
}

/// One head of a golden network, ready to be passed both ways.
struct GoldenHead {
  nn::StoredModel stored;
  HeadDescription head;
  nlohmann::json truth;
  ModelInput to, from;
  std::size_t stride;
};

nlohmann::json read_gradients() {
  std::ifstream file(std::string(LEADWISE_GOLDEN_DIR) + "/nn/gradients.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto parsed = nlohmann::json::parse(text, nullptr, false);
  REQUIRE(parsed.is_object());
  return parsed;
}

template <class Check>
void for_each_head(const GoldenNetwork& golden, Check check) {
  const auto file = golden_weight_file(golden, WeightType::fp32);
  const nlohmann::json truth = read_gradients();
  const ModelInput input = formula_input(golden.description.leads, 0);
  for (const HeadDescription& head : golden.description.heads) {
    const auto to = nn::head_input(input, head, kWindowSamples).value();
    check(GoldenHead{nn::StoredModel::open(file).value(), head, truth[golden.description.preset][head.id], to,
                     flat_like(to, truth["baseline_log_sd"]), truth["stride"]});
  }
}

void check_gradient(const GoldenHead& golden) {
  nn::PathGradient gradient(golden.stored, golden.head, golden.from, golden.to);
  const std::vector<nn::PathPoint> end = {{1.0, 1.0}};
  const auto logits = gradient.add(end);
  REQUIRE(logits.has_value());
  check_explained_within(std::fabs(logits->front() - golden.truth["logit"].get<double>()), 1e-4,
                         golden.head.id + " logit");
  double largest = 0.0;
  for (std::size_t lead = 0; lead < golden.head.leads.size(); ++lead) {
    const double scale = golden.truth["largest_gradient"];
    largest = std::max(
        largest, largest_difference(gradient.sample_sums(lead), golden.truth["gradient"][lead], golden.stride, scale));
    const double log_sd = gradient.log_sd_sum(lead) - golden.truth["log_sd_gradient"][lead].get<double>();
    CHECK(std::fabs(log_sd) <= 1e-4);
  }
  check_explained_within(largest, 1e-4, golden.head.id + " gradient");
}

void check_integral(const GoldenHead& golden, std::size_t steps) {
  nn::PathGradient gradient(golden.stored, golden.head, golden.from, golden.to);
  const auto logits = gradient.add(trapezoid(steps));
  REQUIRE(logits.has_value());
  check_explained_within(std::fabs(logits->front() - golden.truth["baseline_logit"].get<double>()), 1e-4,
                         golden.head.id + " baseline logit");
  double samples = 0.0, sums = 0.0;
  for (std::size_t lead = 0; lead < golden.head.leads.size(); ++lead) {
    std::vector<double> attribution;
    double sum = 0.0;
    for (std::size_t i = 0; i < kWindowSamples; ++i) {
      attribution.push_back(gradient.sample_sums(lead)[i] * golden.to.standardised.row(lead)[i] /
                            static_cast<double>(steps));
      sum += attribution.back();
    }
    samples = std::max(samples, largest_difference(attribution, golden.truth["attribution"][lead], golden.stride,
                                                   golden.truth["largest_attribution"]));
    sums = std::max(sums, std::fabs(sum - golden.truth["lead_sums"][lead].get<double>()));
  }
  check_explained_within(samples, 1e-4, golden.head.id + " attribution of samples");
  check_explained_within(sums, 1e-4, golden.head.id + " attribution of leads");
}

}  // namespace

TEST_CASE("The gradient of the deployable network's logit agrees with PyTorch") {
  for_each_head(golden_leadwise(), check_gradient);
}

TEST_CASE("The gradient of the published network's logit agrees with PyTorch") {
  for_each_head(golden_paper(), check_gradient);
}

TEST_CASE("Integrated gradients agree with PyTorch's for the same steps", "[large]") {
  const std::size_t steps = read_gradients()["steps"];
  for_each_head(golden_leadwise(), [steps](const GoldenHead& golden) { check_integral(golden, steps); });
  for_each_head(golden_paper(), [steps](const GoldenHead& golden) { check_integral(golden, steps); });
}

TEST_CASE("What is explained of int8 weights is the network without quantised activations, close to the answer",
          "[large]") {
  for (const auto& [golden, allowed] : {std::pair(golden_leadwise(), 1e-5), std::pair(golden_paper(), 5e-3)}) {
    const auto file = golden_weight_file(golden, WeightType::int8);
    auto model = Model::load(file).value();
    const auto stored = nn::StoredModel::open(file).value();
    const HeadDescription& head = golden.description.heads.front();
    const ModelInput input = formula_input(golden.description.leads, 0);
    const auto to = nn::head_input(input, head, kWindowSamples).value();
    nn::PathGradient gradient(stored, head, to, to);
    const std::vector<nn::PathPoint> end = {{1.0, 1.0}};
    const double explained = gradient.add(end).value().front();
    const double answered = model.classify(model.encode(input).value(), head)->logit;
    check_explained_within(std::fabs(explained - answered), allowed, golden.description.preset + " int8 logit");
  }
}
