#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "commands/export.hpp"
#include "commands/finetune.hpp"
#include "commands/pretrain.hpp"
#include "data/example.hpp"
#include "leadwise/model.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"
#include "network/objective_draws.hpp"
#include "network/untrained.hpp"
#include "quick_config.hpp"
#include "support/file_access.hpp"
#include "tiny_model.hpp"

namespace leadwise::training {
namespace {

using testing::check_done;
using testing::TemporaryFolder;

constexpr const char* kBaselines[] = {"beta_vae", "mvae", "mmvae", "mopoe"};

TrainingConfig config_of(const std::string& method) {
  TrainingConfig config;
  config.method = method;
  config.lead_dropout = 0.0;
  return config;
}

/// The tests' small network, fused as a method fuses.
ModelDescription tiny_by(const TrainingConfig& config) {
  auto description = testing::tiny_model(true);
  description.fusion = untrained_description(config).fusion;
  return description;
}

LeadPosteriors some_posteriors() {
  torch::manual_seed(3);
  return {torch::randn({2, 12, 3}), torch::randn({2, 12, 3})};
}

void check_close(const torch::Tensor& value, const torch::Tensor& expected) {
  const double difference = (value - expected).abs().max().item<double>();
  INFO("largest difference " << difference);
  CHECK(difference < 1e-4);
}

FusedPosterior fused_by(const TrainingConfig& config, const LeadPosteriors& posteriors, const torch::Tensor& present) {
  const auto description = tiny_by(config);
  return fuse(description.fusion, description.leads, posteriors, present);
}

TEST_CASE("MVAE's posterior is the product of every lead's expert and the prior") {
  const auto posteriors = some_posteriors();
  const auto fused = fused_by(config_of("mvae"), posteriors, torch::ones({2, 12}));
  auto precision = torch::ones({2, 3}), weighted = torch::zeros({2, 3});
  for (std::int64_t lead = 0; lead < 12; ++lead) {
    const auto t = (-posteriors.logvar.select(1, lead)).exp();
    precision = precision + t;
    weighted = weighted + t * posteriors.mu.select(1, lead);
  }
  check_close(fused.mu, weighted / precision);
  check_close(fused.logvar, -precision.log());
}

TEST_CASE("MMVAE's posterior has the mean and the variance of an equal mixture of the leads") {
  const auto posteriors = some_posteriors();
  const auto fused = fused_by(config_of("mmvae"), posteriors, torch::ones({2, 12}));
  const auto mean = posteriors.mu.mean(1);
  check_close(fused.mu, mean);
  const auto variance = (posteriors.logvar.exp() + (posteriors.mu - mean.unsqueeze(1)).square()).mean(1);
  check_close(fused.logvar.exp(), variance);
}

TEST_CASE("The joint VAE's posterior has the mean of the leads' mu and log-variances") {
  const auto posteriors = some_posteriors();
  const auto fused = fused_by(config_of("beta_vae"), posteriors, torch::ones({2, 12}));
  check_close(fused.mu, posteriors.mu.mean(1));
  check_close(fused.logvar, posteriors.logvar.mean(1));
}

/// Mean of the products over every non-empty subset of `leads`, one subset after the other.
torch::Tensor mean_over_subsets(const LeadPosteriors& posteriors, const std::vector<std::int64_t>& leads) {
  const std::uint64_t all = (std::uint64_t{1} << leads.size()) - 1;
  auto sum = torch::zeros({2, 3});
  for (std::uint64_t mask = 1; mask <= all; ++mask) {
    auto precision = torch::zeros({2, 3}), weighted = torch::zeros({2, 3});
    for (std::size_t i = 0; i < leads.size(); ++i)
      if ((mask >> i & 1U) != 0) {
        const auto t = (-posteriors.logvar.select(1, leads[i])).exp();
        precision = precision + t;
        weighted = weighted + t * posteriors.mu.select(1, leads[i]);
      }
    sum = sum + weighted / precision;
  }
  return sum / static_cast<double>(all);
}

TEST_CASE("MoPoE over all subsets is, whatever leads are there, the mean over all subsets of those") {
  auto config = config_of("mopoe");
  config.mopoe_subsets = 4095;
  const auto posteriors = some_posteriors();
  auto present = torch::zeros({2, 12});
  const std::vector<std::int64_t> there = {0, 4, 7, 11};
  for (const auto lead : there)
    present.select(1, lead).fill_(1.0);
  check_close(fused_by(config, posteriors, present).mu, mean_over_subsets(posteriors, there));
}

TEST_CASE("MoPoE's subsets are distinct, hold all leads and each alone, and follow from the seed") {
  auto config = config_of("mopoe");
  const auto groups = untrained_description(config).fusion.groups;
  CHECK(groups.size() == 64);
  const std::set<std::vector<Lead>> distinct(groups.begin(), groups.end());
  CHECK(distinct.size() == 64);
  CHECK(distinct.count({kTwelveLeads.begin(), kTwelveLeads.end()}) == 1);
  for (const Lead lead : kTwelveLeads)
    CHECK(distinct.count({lead}) == 1);
  CHECK((untrained_description(config).fusion.groups == groups));
  config.seed = 43;
  CHECK((untrained_description(config).fusion.groups != groups));
}

std::set<std::vector<Lead>> drawn_groups(const TrainingConfig& config, std::size_t batch) {
  const auto description = tiny_by(config);
  BatchPlaces places;
  for (std::size_t i = 0; i < batch; ++i)
    places.examples.push_back(i);
  const auto present = draw_for_objective(description, config, places, Random(1), torch::kCPU).present;
  std::set<std::vector<Lead>> drawn;
  for (std::int64_t i = 0; i < present.size(0); ++i) {
    std::vector<Lead> leads;
    for (std::int64_t lead = 0; lead < 12; ++lead)
      if (present[i][lead].item<float>() > 0.0F)
        leads.push_back(description.leads[static_cast<std::size_t>(lead)]);
    drawn.insert(leads);
  }
  return drawn;
}

TEST_CASE("A mixture's latent is drawn from one of its experts, every expert in its turn") {
  for (const char* method : {"mmvae", "mopoe"}) {
    const auto config = config_of(method);
    const auto groups = tiny_by(config).fusion.groups;
    CHECK((drawn_groups(config, 2000) == std::set<std::vector<Lead>>(groups.begin(), groups.end())));
  }
  CHECK(drawn_groups(config_of("mvae"), 100).size() == 1);
}

double kl_by_hand(const torch::Tensor& mu, const torch::Tensor& logvar) {
  return 0.5 * (logvar.exp() + mu.square() - 1.0 - logvar).sum().item<double>() / static_cast<double>(mu.size(0));
}

Objective objective_by(const TrainingConfig& config, const LeadPosteriors& posteriors, const torch::Tensor& present) {
  const auto description = tiny_by(config);
  const auto network = make_network(description, random_tensors(description, 1));
  REQUIRE(network.has_value());
  auto draws = draws_for_judging(description, 2, torch::kCPU);
  draws.present = present;
  const auto settings = objective_settings(config, description, config.annealing_epochs);
  return pretraining_objective(*network, torch::zeros({2, 12, 16}), posteriors, settings, draws);
}

TEST_CASE("A baseline pays for the divergence of what its latent is drawn from, and for nothing else") {
  const auto posteriors = some_posteriors();
  auto config = config_of("mmvae");
  config.beta = 1.5;
  auto one_lead = torch::zeros({2, 12});
  one_lead.select(1, 4).fill_(1.0);
  const double expected = 1.5 * kl_by_hand(posteriors.mu.select(1, 4), posteriors.logvar.select(1, 4));
  const auto objective = objective_by(config, posteriors, one_lead);
  CHECK(std::abs(objective.kl.item<double>() - expected) < 1e-4 * expected);
  for (const char* method : {"mvae", "beta_vae"}) {
    config.method = method;
    const auto fused = fused_by(config, posteriors, torch::ones({2, 12}));
    const auto all = objective_by(config, posteriors, torch::ones({2, 12}));
    const double of_fused = 1.5 * kl_by_hand(fused.mu, fused.logvar);
    CHECK(std::abs(all.kl.item<double>() - of_fused) < 1e-4 * of_fused);
    CHECK(all.alignment.item<double>() == 0.0);
  }
}

TEST_CASE("The published preset starts as PyTorch's layers do: uniform within one by the root of the fan-in") {
  auto description = paper_preset();
  description.latent_size = 2;
  description.decoder.layers[0] = Linear{2, 625 * 64};
  const auto tensors = untrained_tensors(description, 1);
  const std::pair<const char*, double> fan_ins[] = {
      {"encoder.V3.trunk.2.weight", 16 * 3}, {"encoder.V3.trunk.2.bias", 16 * 3},
      {"encoder.aVF.mu.weight", 40000},      {"decoder.0.bias", 2},
      {"decoder.2.weight", 32 * 4},          {"decoder.6.weight", 4}};
  for (const auto& [name, fan_in] : fan_ins) {
    INFO(name);
    const auto values = torch::tensor(tensors.at(name).values).abs() * std::sqrt(fan_in);
    CHECK(values.max().item<double>() <= 1.0 + 1e-6);
    CHECK(values.max().item<double>() > 0.9);
    CHECK(std::abs(values.mean().item<double>() - 0.5) < 0.15);
  }
}

TEST_CASE("The published preset's divergence is a baseline's own where a baseline is learnt") {
  auto config = config_of("mvae");
  config.preset = "paper";
  CHECK(objective_settings(config, untrained_description(config), 0).kl_of == KlOf::posterior);
  config.method = "ls_emvae";
  CHECK(objective_settings(config, untrained_description(config), 0).kl_of == KlOf::mean_of_leads);
}

torch::Tensor example_samples(const Example& example) {
  return torch::tensor(example.standardised.values).to(torch::kFloat32).view({1, 12, 5000});
}

double largest_of(const torch::Tensor& ours, const std::vector<float>& core) {
  return (ours.detach().flatten() - torch::tensor(core)).abs().max().item<double>();
}

TEST_CASE("The core fuses every baseline's weights as libtorch does") {
  const auto simulated = simulate_ecg({}, 11);
  REQUIRE(simulated.has_value());
  const auto example = prepare_example(simulated->record, Condition::plain, 0.0, 0);
  REQUIRE(example.has_value());
  for (const char* method : kBaselines) {
    INFO(method);
    const auto description = untrained_description(config_of(method));
    const auto tensors = random_tensors(description, 5);
    auto model = Model::load(write_weight_file(description, tensors).value());
    REQUIRE(model.has_value());
    const auto network = make_network(description, tensors);
    const auto core = model->fuse(model->encode(*example).value());
    REQUIRE(core.has_value());
    const auto ours =
        fuse(description.fusion, description.leads, encode(*network, example_samples(*example)), torch::ones({1, 12}));
    CHECK(largest_of(ours.mu, core->mu) < 1e-4);
    CHECK(largest_of(ours.logvar, core->logvar) < 1e-4);
  }
}

TrainingConfig short_config(const TemporaryFolder& folder, const char* out) {
  auto config = testing::quick_config(folder, out);
  config.validation_share = 0.5;  // eight patients: a quarter may be nobody
  config.epochs = 1;
  return config;
}

WeightFile weights_written(const TrainingConfig& config) {
  const auto bytes = read_file((std::filesystem::path(config.out) / "weights.safetensors").string());
  REQUIRE(bytes.has_value());
  auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  return std::move(*file);
}

TEST_CASE("Every baseline is learnt, finetuned and exported, and the card names it") {
  const TemporaryFolder folder("leadwise_training_baselines");
  testing::write_simulated_folder(folder.path(), 8);
  for (const char* method : kBaselines) {
    INFO(method);
    auto config = short_config(folder, method);
    config.method = method;
    config.weight_type = "fp32";
    check_done(pretrain(config));
    config.weights = (std::filesystem::path(config.out) / "weights.safetensors").string();
    config.out += "-tuned";
    check_done(finetune(config));
    auto exporting = config;
    exporting.weights = (std::filesystem::path(config.out) / "weights.safetensors").string();
    exporting.out += ".safetensors";
    exporting.recordings.clear();
    check_done(export_model(exporting));
    const auto bytes = read_file(exporting.out);
    const auto model = Model::load(*bytes);
    REQUIRE(model.has_value());
    CHECK(model->description().name == std::string("leadwise-") + method);
    CHECK(model->description().training_json.find(std::string("\"method\":\"") + method) != std::string::npos);
  }
}

bool starts_with(const std::string& text, const char* start) { return text.rfind(start, 0) == 0; }

TEST_CASE("Encoders at random are learnt along or stay as they were drawn, and the card says which") {
  const TemporaryFolder folder("leadwise_training_random_encoders");
  testing::write_simulated_folder(folder.path(), 8);
  for (const bool frozen : {false, true}) {
    auto config = short_config(folder, frozen ? "frozen" : "random");
    config.encoders = frozen ? "random_frozen" : "random";
    check_done(finetune(config));
    const auto file = weights_written(config);
    CHECK(file.description.name == (frozen ? "leadwise-random-frozen" : "leadwise-not-pretrained"));
    CHECK(file.description.training_json.find("\"encoders\":\"" + config.encoders) != std::string::npos);
    const auto start = random_tensors(leadwise_preset(), config.seed);
    std::size_t encoders_changed = 0, heads_changed = 0;
    for (const auto& [name, tensor] : file.tensors) {
      const bool changed = tensor.values != start.at(name).values;
      encoders_changed += changed && starts_with(name, "encoder.") ? 1U : 0U;
      heads_changed += changed && starts_with(name, "head.") ? 1U : 0U;
    }
    CHECK((encoders_changed == 0) == frozen);
    CHECK(heads_changed > 0);
  }
}

TEST_CASE("What fits no baseline is refused by name") {
  const TemporaryFolder folder("leadwise_training_baselines_refused");
  testing::write_simulated_folder(folder.path(), 8);
  auto config = short_config(folder, "out");
  CHECK(finetune(config).error().message.find("\"weights\"") != std::string::npos);
  config.weights = "some.safetensors";
  config.encoders = "random";
  CHECK(finetune(config).error().message.find("exclude each other") != std::string::npos);
  config.encoders = "pretrained";
  config.method = "mvae";
  config.elbo_weight = 0.1;
  const auto description = leadwise_preset();
  const auto bytes = write_weight_file(description, random_tensors(description, 1)).value();
  config.weights = (folder.path() / "leadwise.safetensors").string();
  REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(bytes)).has_value());
  CHECK(finetune(config).error().message.find("\"method\"") != std::string::npos);
}

}  // namespace
}  // namespace leadwise::training
