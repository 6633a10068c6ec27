#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "formula.hpp"
#include "int8_linear.hpp"
#include "small_model.hpp"

using namespace leadwise;

namespace {

constexpr std::size_t kFeatures = 4200;

/// A model whose `mu` and `logvar` have 4,200 inputs: its samples, as they are.
ModelDescription wide_model() {
  ModelDescription model = leadwise::testing::small_model(WeightType::int8);
  model.samples = kFeatures;
  model.leads = {Lead::I};
  model.encoder = {{}, {{Flatten{}}}};
  model.decoder = {false, {Linear{8, kFeatures}}};
  model.heads.clear();
  return model;
}

struct WideLayer {
  FloatTensor weight;
  FloatTensor bias;
  Model model;

  std::vector<float> mu(const std::vector<double>& x) {
    ModelInput input;
    input.standardised.leads = {Lead::I};
    input.standardised.sample_count = x.size();
    input.standardised.values = x;
    input.log_sd_mv = {0.0};
    return model.encode(input).value().posteriors[0].mu;
  }
};

WideLayer wide_layer() {
  const auto tensors = leadwise::testing::formula_tensors(wide_model(), 1.0);
  const auto file = write_weight_file(wide_model(), tensors).value();
  const auto stored = read_weight_file(file).value().tensors;  // what the int8 values stand for
  auto model = Model::load(file).value();
  return {stored.at("encoder.I.mu.weight"), stored.at("encoder.I.mu.bias"), std::move(model)};
}

/// Between -1 and 1, but for one value of 127: the coarse step is 1 then.
std::vector<double> activations() {
  std::vector<double> x;
  for (std::size_t i = 0; i < kFeatures; ++i)
    x.push_back(leadwise::testing::formula_uniform(5, i));
  x[1] = 127.0;
  return x;
}

}  // namespace

TEST_CASE("A wide int8 layer gives what its weights stand for, to about 15 bits of its activations") {
  WideLayer layer = wide_layer();
  const auto x = activations();
  const auto mu = layer.mu(x);
  for (std::size_t o = 0; o < mu.size(); ++o) {
    auto exact = static_cast<double>(layer.bias.values[o]);
    for (std::size_t i = 0; i < x.size(); ++i)
      exact += x[i] * static_cast<double>(layer.weight.values[o * kFeatures + i]);
    // Rounding to fine steps of 1 / 254 in 4,200 activations, each times a weight of about 0.02.
    CHECK(std::fabs(static_cast<double>(mu[o]) - exact) < 0.01);
  }
}

TEST_CASE("A wide int8 layer does not jump where an activation lies between two steps") {
  WideLayer layer = wide_layer();
  auto x = activations();
  x[0] = 0.4999999;
  const auto below = layer.mu(x);
  x[0] = 0.5000001;
  const auto above = layer.mu(x);
  double step = 0.0, jump = 0.0;
  for (std::size_t o = 0; o < below.size(); ++o) {
    step = std::max(step, std::fabs(static_cast<double>(layer.weight.values[o * kFeatures])));
    jump = std::max(jump, std::fabs(static_cast<double>(above[o] - below[o])));
  }
  CHECK(step > 0.01);
  CHECK(jump < step / 100.0);
}

TEST_CASE("A wide int8 layer of zeros and of tiny activations gives its bias") {
  WideLayer layer = wide_layer();
  for (const double value : {0.0, 1e-42}) {
    const auto mu = layer.mu(std::vector<double>(kFeatures, value));
    for (std::size_t o = 0; o < mu.size(); ++o)
      CHECK(std::fabs(mu[o] - layer.bias.values[o]) < 1e-6F);
  }
}

TEST_CASE("Only layers whose sums stay within 32 bits run in int8") {
  CHECK_FALSE(nn::Int8Linear::is_for({4095, 8}));
  CHECK(nn::Int8Linear::is_for({4096, 8}));
  CHECK(nn::Int8Linear::is_for({65536, 8}));
  CHECK_FALSE(nn::Int8Linear::is_for({65537, 8}));
}
