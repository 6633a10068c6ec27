#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/model.hpp"
#include "leadwise/sha256.hpp"
#include "leadwise/weight_file.hpp"
#include "small_model.hpp"

using namespace leadwise;
using leadwise::testing::small_model;

namespace {

std::vector<std::uint8_t> small_file() {
  return write_weight_file(small_model(), random_tensors(small_model(), 7)).value();
}

ModelInput small_input(std::vector<Lead> leads) {
  ModelInput input;
  input.standardised.sample_count = 40;
  for (std::size_t l = 0; l < leads.size(); ++l) {
    const auto phase = static_cast<double>(lead_index(leads[l]));
    for (std::size_t i = 0; i < 40; ++i)
      input.standardised.values.push_back(std::sin(0.3 * static_cast<double>(i) + phase));
    input.log_sd_mv.push_back(-1.0);
  }
  input.standardised.leads = std::move(leads);
  return input;
}

void check_encode_refused(const ModelInput& input, ErrorCode code, const std::string& named) {
  auto model = Model::load(small_file()).value();
  const auto encoded = model.encode(input);
  REQUIRE_FALSE(encoded.has_value());
  INFO(encoded.error().message);
  CHECK(encoded.error().code == code);
  CHECK(encoded.error().message.find(named) != std::string::npos);
}

}  // namespace

TEST_CASE("A model knows its file's description and hash") {
  const auto file = small_file();
  const auto model = Model::load(file).value();
  CHECK(model.sha256() == sha256_hex(file));
  CHECK(model_description_json(model.description()) == model_description_json(small_model()));
}

TEST_CASE("A model does not need the file's bytes after loading") {
  auto file = small_file();
  auto kept = Model::load(file).value();
  auto robbed = Model::load(file).value();
  std::fill(file.begin(), file.end(), std::uint8_t{0xFF});
  file.clear();
  file.shrink_to_fit();
  const auto input = small_input({Lead::I});
  const auto expected = kept.encode(input).value();
  CHECK(robbed.encode(input).value().posteriors[0].mu == expected.posteriors[0].mu);
  CHECK(std::isfinite(expected.posteriors[0].mu[0]));
}

TEST_CASE("A lead's posterior does not depend on its company or order") {
  auto model = Model::load(small_file()).value();
  const auto together = model.encode(small_input({Lead::I, Lead::II, Lead::V1})).value();
  const auto reversed = model.encode(small_input({Lead::V1, Lead::II, Lead::I})).value();
  const auto alone = model.encode(small_input({Lead::II})).value();
  CHECK(together.leads == std::vector<Lead>{Lead::I, Lead::II, Lead::V1});
  CHECK(together.posteriors[1].mu == alone.posteriors[0].mu);
  CHECK(together.posteriors[0].mu == reversed.posteriors[2].mu);
  CHECK(together.posteriors[0].mu != together.posteriors[1].mu);
  const auto& head = model.description().heads[0];
  CHECK(model.classify(together, head)->logit == model.classify(reversed, head)->logit);
}

TEST_CASE("A model gives the same answer again and after others have run") {
  auto model = Model::load(small_file()).value();
  auto other = Model::load(small_file()).value();
  const auto input = small_input({Lead::I, Lead::II, Lead::V1});
  const auto first = model.encode(input).value();
  const auto fused = model.fuse(first).value();
  const auto decoded = model.decode(fused.mu, Lead::II).value();
  for (int i = 0; i < 3; ++i)
    other.decode(fused.mu, Lead::I).value();
  Model moved = std::move(model);
  CHECK(moved.encode(input).value().posteriors[2].logvar == first.posteriors[2].logvar);
  CHECK(moved.decode(fused.mu, Lead::II).value() == decoded);
}

TEST_CASE("The lead embedding makes leads decode differently") {
  auto model = Model::load(small_file()).value();
  const std::vector<float> z(8, 0.5F);
  CHECK(model.decode(z, Lead::I).value() != model.decode(z, Lead::V1).value());
  CHECK(model.decode(z, Lead::I).value().size() == 40);
}

TEST_CASE("What does not fit the model is refused") {
  check_encode_refused(small_input({Lead::I, Lead::V6}), ErrorCode::UnsupportedLeadSet, "V6");
  check_encode_refused(small_input({}), ErrorCode::UnsupportedLeadSet, "no lead");
  check_encode_refused(small_input({Lead::I, Lead::I}), ErrorCode::DuplicateLead, "I");
  ModelInput input = small_input({Lead::I, Lead::II});
  input.standardised.values[45] = std::numeric_limits<double>::quiet_NaN();
  check_encode_refused(input, ErrorCode::NonFiniteSample, "II");
  input = small_input({Lead::I});
  input.standardised.sample_count = 39;
  check_encode_refused(input, ErrorCode::InvalidArgument, "40");
  input = small_input({Lead::I});
  input.standardised.values.pop_back();
  check_encode_refused(input, ErrorCode::InvalidArgument, "40");
  input = small_input({Lead::I});
  input.log_sd_mv[0] = -std::numeric_limits<double>::infinity();
  check_encode_refused(input, ErrorCode::NonFiniteSample, "log SD");
}

TEST_CASE("A head without its leads, and a head that is not there, are refused by name") {
  auto model = Model::load(small_file()).value();
  const auto encoded = model.encode(small_input({Lead::I, Lead::II})).value();
  const auto missing = model.classify(encoded, model.description().heads[0]);
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == ErrorCode::UnsupportedLeadSet);
  CHECK(missing.error().message.find("V1") != std::string::npos);
  CHECK(model.classify(encoded, model.description().heads[1]).has_value());
  HeadDescription unknown;
  unknown.id = "nobody";
  const auto none = model.classify(encoded, unknown);
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::NoSuchHead);
}

TEST_CASE("Encoded leads and latents of another size are refused") {
  auto model = Model::load(small_file()).value();
  auto encoded = model.encode(small_input({Lead::II})).value();
  encoded.posteriors[0].mu.pop_back();
  CHECK(model.fuse(encoded).error().code == ErrorCode::InvalidArgument);
  CHECK(model.classify(encoded, model.description().heads[1]).error().code == ErrorCode::InvalidArgument);
  CHECK(model.decode(std::vector<float>(7), Lead::I).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("A calibrated head moves its log-odds by slope and intercept") {
  ModelDescription description = small_model();
  const auto tensors = random_tensors(description, 7);
  auto plain = Model::load(write_weight_file(description, tensors).value()).value();
  description.heads[1].calibration = Calibration{0.5, -0.75, 0.01, 0.002, 0.04};
  auto calibrated = Model::load(write_weight_file(description, tensors).value()).value();
  const auto encoded = plain.encode(small_input({Lead::II})).value();
  const auto before = plain.classify(encoded, plain.description().heads[1]).value();
  const auto after = calibrated.classify(encoded, calibrated.description().heads[1]).value();
  REQUIRE(before.logit != 0.0);
  CHECK(before.log_odds == before.logit);
  CHECK(after.log_odds == before.logit);
  CHECK(after.logit == before.logit / 2.0 - 0.75);
  CHECK(std::fabs(std::log(after.probability / (1.0 - after.probability)) - after.logit) < 1e-12);
}

TEST_CASE("A calibration's interval is that of the logistic regression it came from") {
  // By hand: at log-odds 2 the logit is 0.25, its variance 4 * 0.01 + 2 * 2 * 0.002 + 0.04 = 0.088.
  const Calibration calibration{0.5, -0.75, 0.01, 0.002, 0.04};
  CHECK(std::fabs(calibration.logit_variance(2.0) - 0.088) < 1e-15);
  const ProbabilityInterval interval = calibration.interval(2.0);
  CHECK(std::fabs(interval.low - 0.417895) < 1e-5);
  CHECK(std::fabs(interval.high - 0.696655) < 1e-5);
  const ProbabilityInterval far = calibration.interval(-40.0);
  CHECK(far.high - far.low > 0.0);
  CHECK(far.low >= 0.0);
}

TEST_CASE("Weights that overflow give an error and no number") {
  const ModelDescription description = small_model();
  auto tensors = random_tensors(description, 7);
  for (auto& [name, tensor] : tensors) {
    if (name.find("encoder.I.") == 0)
      tensor.values.assign(tensor.values.size(), 1e38F);
    if (name.find("head.one.") == 0)
      tensor.values.assign(tensor.values.size(), 3e38F);
  }
  auto model = Model::load(write_weight_file(description, tensors).value()).value();
  const auto encoded = model.encode(small_input({Lead::I}));
  REQUIRE_FALSE(encoded.has_value());
  CHECK(encoded.error().code == ErrorCode::InferenceFailed);
  const auto second = model.encode(small_input({Lead::II})).value();
  CHECK(model.classify(second, description.heads[1]).error().code == ErrorCode::InferenceFailed);
}

TEST_CASE("Loading a file that is none is refused") {
  CHECK(Model::load({}).error().code == ErrorCode::InvalidWeightFile);
  const auto file = small_file();
  const std::vector<std::uint8_t> half(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(file.size() / 2));
  CHECK(Model::load(half).error().code == ErrorCode::InvalidWeightFile);
}
