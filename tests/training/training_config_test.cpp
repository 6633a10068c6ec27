#include "settings/training_config.hpp"

#include <catch2/catch_test_macros.hpp>

namespace leadwise::training {
namespace {

using nlohmann::json;

void check_refused(const json& config, const std::string& named) {
  const auto parsed = parse_training_config(config);
  REQUIRE_FALSE(parsed.has_value());
  CHECK(parsed.error().code == ErrorCode::InvalidArgument);
  INFO(parsed.error().message);
  CHECK(parsed.error().message.find(named) != std::string::npos);
}

TEST_CASE("A config reads back as it was written") {
  TrainingConfig config;
  config.epochs = 7;
  config.train_sources = {"a", "b"};
  config.resume = false;
  const auto document = training_config_json(config);
  CHECK(training_config_json(parse_training_config(document).value()) == document);
}

TEST_CASE("A config's mistakes are named") {
  check_refused(json::array(), "object");
  check_refused({{"epoch", 3}}, "\"epoch\"");
  check_refused({{"epochs", -3}}, "\"epochs\"");
  check_refused({{"epochs", 0}}, "\"epochs\"");
  check_refused({{"epochs", 2.5}}, "\"epochs\"");
  check_refused({{"learning_rate", "fast"}}, "\"learning_rate\"");
  check_refused({{"learning_rate", -1e-3}}, "\"learning_rate\"");
  check_refused({{"preset", "large"}}, "\"preset\"");
  check_refused({{"method", "vae"}}, "it must be ls_emvae, beta_vae, mvae, mmvae or mopoe");
  check_refused({{"encoders", "frozen"}}, "\"encoders\"");
  check_refused({{"mopoe_subsets", 4096}}, "\"mopoe_subsets\"");
  check_refused({{"weight_type", "int4"}}, "\"weight_type\"");
  check_refused({{"train_sources", "ptbxl"}}, "\"train_sources\"");
  check_refused({{"train_share", 0.9}, {"validation_share", 0.2}}, "\"train_share\"");
  check_refused({{"labels", {"ph", "ph"}}}, "\"labels\" holds \"ph\" twice");
  check_refused({{"head_leads", {"12", "6", "12"}}}, "\"head_leads\" holds \"12\" twice");
  check_refused({{"train_sources", {"a"}}, {"external_sources", {"a"}}}, "\"a\"");
}

TEST_CASE("Texts that no card can hold are refused by their key before the work") {
  check_refused({{"out", "/data/\xE4rzte"}}, "\"out\" is not UTF-8");
  check_refused({{"head_leads", {"12", "\xE4"}}}, "\"head_leads\" is not UTF-8");
  CHECK(parse_training_config({{"out", "/data/\xC3\xA4rzte"}}).has_value());
}

TEST_CASE("Flags take the type of their option") {
  const auto flags = parse_flag_texts({{"epochs", "3"}, {"resume", "false"}, {"train_sources", "a,b"}, {"out", "7"}});
  REQUIRE(flags.has_value());
  CHECK((*flags)["epochs"] == 3);
  CHECK((*flags)["resume"] == false);
  CHECK((*flags)["train_sources"] == json({"a", "b"}));
  CHECK((*flags)["out"] == "7");
  CHECK_FALSE(parse_flag_texts({{"epochs", "three"}}).has_value());
}

}  // namespace
}  // namespace leadwise::training
