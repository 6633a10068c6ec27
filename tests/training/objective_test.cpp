#include "network/objective.hpp"

#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tiny_model.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using testing::tiny_model;

json read_golden() {
  std::ifstream stream(std::string(LEADWISE_GOLDEN_DIR) + "/training/objective.json");
  return json::parse(stream, nullptr, false);
}

torch::Tensor tensor_of(const json& values, std::vector<std::int64_t> shape) {
  return torch::tensor(values.get<std::vector<float>>()).view(shape);
}

Network network_of(const json& golden, bool own) {
  const auto description = tiny_model(own);
  std::map<std::string, FloatTensor> tensors;
  for (const auto& expected : expected_tensors(description))
    tensors[expected.name] = {expected.shape, golden["tensors"][expected.name].get<std::vector<float>>()};
  auto network = make_network(description, tensors);
  REQUIRE(network.has_value());
  return *network;
}

void check_near(double value, double expected) {
  INFO("is " << value << ", expected " << expected);
  CHECK(std::abs(value - expected) <= 1e-4 * std::max(1e-3, std::abs(expected)));
}

void check_near(const torch::Tensor& value, const json& expected) {
  const auto flat = value.detach().flatten();
  REQUIRE(flat.numel() == static_cast<std::int64_t>(expected.size()));
  for (std::int64_t i = 0; i < flat.numel(); ++i)
    CHECK(std::abs(flat[i].item<double>() - expected[static_cast<std::size_t>(i)].get<double>()) < 1e-5);
}

Objective objective_of(const json& golden, const Network& network, bool own) {
  const auto samples = tensor_of(golden["samples"], {3, 12, 16});
  const ObjectiveDraws draws{tensor_of(golden["present"], {3, 12}), tensor_of(golden["noise"], {3, 3}),
                             torch::arange(12)};
  const ObjectiveSettings settings{own ? KlOf::posterior : KlOf::mean_of_leads, 1e-3, 0.7, 0.1};
  return pretraining_objective(network, samples, encode(network, samples), settings, draws);
}

void check_against_golden(const char* name, bool own) {
  const auto golden = read_golden()[name];
  REQUIRE(golden.is_object());
  const auto network = network_of(golden, own);
  const auto objective = objective_of(golden, network, own);
  check_near(objective.reconstruction.item<double>(), golden["reconstruction"].get<double>());
  check_near(objective.kl.item<double>(), golden["kl"].get<double>());
  check_near(objective.alignment.item<double>(), golden["alignment"].get<double>());
  check_near(objective.total.item<double>(), golden["total"].get<double>());
  objective.total.backward();
  for (const auto& [parameter_name, parameter] : network.parameters) {
    INFO(parameter_name);
    REQUIRE(parameter.grad().defined());
    check_near(parameter.grad().norm().item<double>(), golden["gradient_norms"][parameter_name].get<double>());
  }
}

TEST_CASE("The published loss and its gradients equal PyTorch's, written from the paper alone") {
  check_against_golden("published", false);
}

TEST_CASE("Our own loss and its gradients equal PyTorch's, with leads missing") { check_against_golden("own", true); }

TEST_CASE("Fusion leaves missing leads out, in both forms of the mixture") {
  for (const bool own : {false, true}) {
    const auto golden = read_golden()[own ? "own" : "published"];
    const auto network = network_of(golden, own);
    const auto fused =
        fuse(network.description.fusion, network.description.leads,
             encode(network, tensor_of(golden["samples"], {3, 12, 16})), tensor_of(golden["present"], {3, 12}));
    check_near(fused.mu, golden["fused_mu"]);
    check_near(fused.logvar, golden["fused_logvar"]);
  }
}

TEST_CASE("Decoding some of the leads estimates the sum over all of them") {
  const auto golden = read_golden()["own"];
  const auto network = network_of(golden, true);
  const auto samples = tensor_of(golden["samples"], {3, 12, 16});
  const auto posteriors = encode(network, samples);
  double sum = 0.0;
  for (std::int64_t lead = 0; lead < 12; ++lead) {
    const ObjectiveDraws draws{tensor_of(golden["present"], {3, 12}), tensor_of(golden["noise"], {3, 3}),
                               torch::tensor({lead})};
    sum += pretraining_objective(network, samples, posteriors, {}, draws).reconstruction.item<double>();
  }
  check_near(sum / 12.0, golden["reconstruction"].get<double>());
}

}  // namespace
}  // namespace leadwise::training
