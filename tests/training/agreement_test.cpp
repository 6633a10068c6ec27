#include "network/agreement.hpp"

#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>

#include "data/example.hpp"
#include "leadwise/simulator.hpp"
#include "network/fusion.hpp"
#include "network/rounded_weights.hpp"

namespace leadwise::training {
namespace {

struct Both {
  Model model;
  Network network;
};

Both same_weights(WeightType type) {
  auto description = leadwise_preset();
  description.weight_type = type;
  const auto tensors = random_tensors(description, 5);
  auto bytes = write_weight_file(description, tensors);
  REQUIRE(bytes.has_value());
  auto model = Model::load(*bytes);
  REQUIRE(model.has_value());
  auto network = make_network(description, tensors);
  REQUIRE(network.has_value());
  return {std::move(*model), std::move(*network)};
}

Example simulated_example() {
  SimulationSettings settings;
  settings.overload_severity = 0.6;
  const auto simulated = simulate_ecg(settings, 11);
  REQUIRE(simulated.has_value());
  auto example = prepare_example(simulated->record, Condition::plain, 0.0, 0);
  REQUIRE(example.has_value());
  return std::move(*example);
}

torch::Tensor samples_of(const Example& example) {
  return torch::tensor(example.standardised.values).to(torch::kFloat32).view({1, 12, 5000});
}

double largest(const torch::Tensor& ours, const std::vector<float>& core) {
  return (ours.detach().flatten() - torch::tensor(core)).abs().max().item<double>();
}

TEST_CASE("Every stage of the core's fp32 model equals libtorch on the same weights") {
  auto both = same_weights(WeightType::fp32);
  const auto example = simulated_example();
  const auto encoded = both.model.encode(example);
  REQUIRE(encoded.has_value());
  const auto ours = encode(both.network, samples_of(example));
  for (std::int64_t lead = 0; lead < 12; ++lead) {
    const auto& core = encoded->posteriors[static_cast<std::size_t>(lead)];
    CHECK(largest(ours.mu[0][lead], core.mu) < 1e-4);
    CHECK(largest(ours.logvar[0][lead], core.logvar) < 1e-4);
  }
  const auto core_fused = both.model.fuse(*encoded);
  REQUIRE(core_fused.has_value());
  const auto& description = both.network.description;
  const auto fused = fuse(description.fusion, description.leads, ours, torch::ones({1, 12}));
  CHECK(largest(fused.mu, core_fused->mu) < 1e-4);
  CHECK(largest(fused.logvar, core_fused->logvar) < 1e-4);
  const auto curve = both.model.decode(core_fused->mu, Lead::V2);
  REQUIRE(curve.has_value());
  CHECK(largest(decode(both.network, fused.mu, torch::tensor({static_cast<std::int64_t>(Lead::V2)})), *curve) < 1e-4);
}

TEST_CASE("Missing leads fuse the same in the core and in libtorch") {
  auto both = same_weights(WeightType::fp32);
  const auto encoded = both.model.encode(simulated_example());
  REQUIRE(encoded.has_value());
  EncodedLeads limb = *encoded;
  limb.leads.resize(6);
  limb.posteriors.resize(6);
  limb.log_sd_mv.resize(6);
  const auto core = both.model.fuse(limb);
  REQUIRE(core.has_value());
  auto present = torch::zeros({1, 12});
  present.narrow(1, 0, 6).fill_(1.0);
  const auto& description = both.network.description;
  const auto ours =
      fuse(description.fusion, description.leads, encode(both.network, samples_of(simulated_example())), present);
  CHECK(largest(ours.mu, core->mu) < 1e-4);
  CHECK(largest(ours.logvar, core->logvar) < 1e-4);
}

/// The network of the weights as the file holds them: of int8 those that rounding has left.
Network stored_network(const Both& both) {
  auto description = both.network.description;
  const auto bytes = write_weight_file(description, file_tensors(both.network));
  REQUIRE(bytes.has_value());
  const auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  auto network = make_network(file->description, file->tensors);
  REQUIRE(network.has_value());
  return std::move(*network);
}

TEST_CASE("Probabilities of the same stored weights agree within the promised limits") {
  for (const auto type : {WeightType::fp32, WeightType::fp16, WeightType::int8}) {
    auto both = same_weights(type);
    const auto difference = largest_difference(both.model, stored_network(both));
    REQUIRE(difference.has_value());
    INFO("largest difference " << *difference);
    CHECK(*difference <= agreement_limit(type));
  }
}

TEST_CASE("Weights that were rounded in training lose nothing in an int8 file") {
  auto both = same_weights(WeightType::int8);
  const auto rounded = with_rounded_weights(both.network);
  const auto bytes = write_weight_file(rounded.description, file_tensors(rounded));
  REQUIRE(bytes.has_value());
  auto model = Model::load(*bytes);
  REQUIRE(model.has_value());
  CHECK(largest_difference(*model, rounded).value() < 1e-4);
  CHECK(largest_difference(*model, both.network).value() > 1e-4);
}

TEST_CASE("Rounding lets gradients through") {
  auto both = same_weights(WeightType::int8);
  const auto rounded = with_rounded_weights(both.network);
  rounded.parameters.at("decoder.0.weight").sum().backward();
  const auto gradient = both.network.parameters.at("decoder.0.weight").grad();
  CHECK(gradient.min().item<double>() == 1.0);
  CHECK(gradient.max().item<double>() == 1.0);
}

TEST_CASE("Weights that are not the exported ones are noticed") {
  auto both = same_weights(WeightType::fp32);
  const torch::NoGradGuard no_gradient;
  both.network.parameters.at("head.rv_overload_12.2.bias")[1] += 0.5;
  const auto difference = largest_difference(both.model, both.network);
  REQUIRE(difference.has_value());
  CHECK(*difference > agreement_limit(WeightType::int8));
}

}  // namespace
}  // namespace leadwise::training
