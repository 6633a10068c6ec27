#include <cmath>
#include <cstdio>

#include <catch2/catch_test_macros.hpp>

#include "formula.hpp"
#include "golden_network.hpp"
#include "leadwise/model.hpp"
#include "stored_layers.hpp"
#include "stored_model.hpp"

using namespace leadwise;
using namespace leadwise::testing;

namespace {

/// Largest difference, each relative to the value where that is above 1.
template <class Values>
double largest_difference(const Values& actual, const nlohmann::json& expected, std::size_t stride = 1) {
  REQUIRE((actual.size() + stride - 1) / stride == expected.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double wanted = expected[i].get<double>();
    const double difference = std::fabs(static_cast<double>(actual[i * stride]) - wanted);
    largest = std::max(largest, std::isfinite(difference) ? difference / std::max(1.0, std::fabs(wanted)) : 1e300);
  }
  return largest;
}

void check_within(double difference, double allowed, const std::string& stage) {
  std::printf("%-40s %.2e\n", stage.c_str(), difference);
  INFO(stage << ": " << difference);
  CHECK(difference <= allowed);
}

std::vector<Layer> first_layers(const std::vector<Layer>& layers, std::size_t count) {
  return {layers.begin(), layers.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// Runs the first layers of the encoder's trunk, or of the decoder, on their own.
void check_stage(const nn::StoredModel& stored, const nlohmann::json& stage, const std::vector<float>& encoder_input,
                 const std::vector<float>& z) {
  const auto prefix = stage["prefix"].get<std::string>();
  const auto count = stage["layers"].get<std::size_t>();
  const ModelDescription& model = stored.description();
  const bool is_decoder = prefix == "decoder";
  const auto& layers = is_decoder ? model.decoder.layers : model.encoder.trunk;
  const auto& input = is_decoder ? z : encoder_input;
  const auto shape = is_decoder ? nn::vector_shape(z.size()) : nn::sequence_shape(input.size(), 1);
  auto network = nn::build_stack(nn::make_workspace().value(), stored, prefix, first_layers(layers, count), shape);
  REQUIRE(network.has_value());
  std::copy(input.begin(), input.end(), network->input().begin());
  REQUIRE(network->run().has_value());
  REQUIRE(network->output(0).size() == stage["size"].get<std::size_t>());
  const double difference = largest_difference(network->output(0), stage["values"], stage["stride"].get<std::size_t>());
  check_within(difference, 1e-4, prefix + ", layers 1 to " + std::to_string(count));
}

void check_stages(const GoldenNetwork& golden, const nn::StoredModel& stored, const ModelInput& input,
                  const Gaussian& fused) {
  const Lead first = golden.description.leads.front();
  const auto row = input.standardised.row(0);
  const std::vector<float> samples(row.begin(), row.end());
  std::vector<float> z = fused.mu;
  if (golden.description.decoder.lead_embedding) {
    const auto embedding = stored.floats("decoder.lead_embedding");
    for (std::size_t i = 0; i < z.size(); ++i)
      z[i] += embedding[lead_index(first) * z.size() + i];
  }
  for (const nlohmann::json& stage : golden.expected["stages"])
    check_stage(stored, stage, samples, z);
}

void check_leads(Model& model, const GoldenNetwork& golden, const ModelInput& input, const EncodedLeads& encoded,
                 const Gaussian& fused) {
  double mu = 0.0, logvar = 0.0, decoded = 0.0, elbo = 0.0;
  const auto elbos = model.elbo(input, encoded, fused);
  REQUIRE(elbos.has_value());
  REQUIRE(elbos->size() == encoded.leads.size());
  for (std::size_t i = 0; i < encoded.leads.size(); ++i) {
    const std::string lead(lead_name(encoded.leads[i]));
    mu = std::max(mu, largest_difference(encoded.posteriors[i].mu, golden.expected["mu"][lead]));
    logvar = std::max(logvar, largest_difference(encoded.posteriors[i].logvar, golden.expected["logvar"][lead]));
    const auto samples = model.decode(fused.mu, encoded.leads[i]);
    REQUIRE(samples.has_value());
    decoded = std::max(decoded, largest_difference(*samples, golden.expected["decoded"][lead], 37));
    const std::vector<double> own = {(*elbos)[i].elbo};
    elbo = std::max(elbo, largest_difference(own, nlohmann::json::array({golden.expected["elbo"][lead]})));
  }
  check_within(mu, 1e-4, "mu");
  check_within(logvar, 1e-4, "logvar");
  check_within(decoded, 1e-4, "decoded");
  check_within(elbo, 1e-4, "elbo");
}

void check_every_stage(const GoldenNetwork& golden) {
  const auto file = golden_weight_file(golden, WeightType::fp32);
  auto model = Model::load(file);
  REQUIRE(model.has_value());
  const ModelInput input = formula_input(golden.description.leads, 0);
  const auto encoded = model->encode(input);
  REQUIRE(encoded.has_value());
  const auto fused = model->fuse(*encoded);
  REQUIRE(fused.has_value());
  check_leads(*model, golden, input, *encoded, *fused);
  check_within(largest_difference(fused->mu, golden.expected["fused_mu"]), 1e-4, "fused mu");
  check_within(largest_difference(fused->logvar, golden.expected["fused_logvar"]), 1e-4, "fused logvar");
  for (const auto& head : golden.description.heads) {
    const auto output = model->classify(*encoded, head);
    REQUIRE(output.has_value());
    check_within(std::fabs(output->logit - golden.expected["logit"][head.id].get<double>()), 1e-4,
                 "logit of " + head.id);
  }
  check_stages(golden, nn::StoredModel::open(file).value(), input, *fused);
}

/// Against PyTorch on the weights that the stored ones stand for.
void check_probabilities(const GoldenNetwork& golden, WeightType type, const char* word, double allowed) {
  auto model = Model::load(golden_weight_file(golden, type));
  REQUIRE(model.has_value());
  double largest = 0.0;
  for (unsigned number = 0; number < golden.expected["inputs"].get<unsigned>(); ++number) {
    const auto encoded = model->encode(formula_input(golden.description.leads, number));
    REQUIRE(encoded.has_value());
    for (const auto& head : golden.description.heads) {
      const double wanted = golden.expected["probability"][word][head.id][number].get<double>();
      const auto output = model->classify(*encoded, head);
      REQUIRE(output.has_value());
      largest = std::max(largest, std::fabs(output->probability - wanted));
    }
  }
  check_within(largest, allowed, golden.description.preset + " " + word + " probability");
}

}  // namespace

TEST_CASE("Every stage of the leadwise preset agrees with PyTorch") { check_every_stage(golden_leadwise()); }

TEST_CASE("Every stage of the published network agrees with PyTorch", "[large]") { check_every_stage(golden_paper()); }

TEST_CASE("Probabilities of the leadwise preset agree with PyTorch in every weight type") {
  const GoldenNetwork golden = golden_leadwise();
  check_probabilities(golden, WeightType::fp32, "fp32", 1e-4);
  check_probabilities(golden, WeightType::fp16, "fp16", 1e-3);
  check_probabilities(golden, WeightType::int8, "int8", 0.01);
}

TEST_CASE("Probabilities of the published network agree with PyTorch in every weight type", "[large]") {
  const GoldenNetwork golden = golden_paper();
  check_probabilities(golden, WeightType::fp32, "fp32", 1e-4);
  check_probabilities(golden, WeightType::fp16, "fp16", 1e-3);
  check_probabilities(golden, WeightType::int8, "int8", 0.01);
}
