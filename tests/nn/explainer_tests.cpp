#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "explain/head_input.hpp"
#include "explain/path_gradient.hpp"
#include "explain/points_at_once.hpp"
#include "leadwise/attribution.hpp"
#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"
#include "small_model.hpp"

using namespace leadwise;
using leadwise::testing::small_model;

namespace {

/// Every layer kind on the way from samples to logit.
ModelDescription every_kind(WeightType type = WeightType::fp32) {
  ModelDescription model = small_model(type);
  model.encoder.trunk = {
      Conv1d{1, 4, 5, 2, 1}, Relu{}, ConvTranspose1d{4, 3, 4, 3, 1, 2}, Relu{}, Flatten{}, Reshape{29, 6},
      Conv1d{6, 5, 3, 2, 2}, Relu{}};
  model.encoder.readouts = {
      {Conv1d{5, 2, 1, 1, 0}, Relu{}, Flatten{}, Linear{32, 7}, Relu{}}, {GlobalAveragePool{}}, {Flatten{}}};
  model.heads = {classifier_head(model, "three", "rv_overload", model.leads, 5, true),
                 classifier_head(model, "one", "rv_overload", {Lead::II}, 4, false)};
  model.heads[1].calibration = Calibration{0.6, -0.4, 0.01, 0.0, 0.02};
  return model;
}

std::vector<std::uint8_t> file_of(const ModelDescription& model) {
  return write_weight_file(model, random_tensors(model, 11)).value();
}

ModelInput made_input(const std::vector<Lead>& leads, double size = 1.0) {
  ModelInput input;
  input.standardised.leads = leads;
  input.standardised.sample_count = 40;
  for (const Lead lead : leads) {
    const auto phase = static_cast<double>(lead_index(lead));
    for (std::size_t i = 0; i < 40; ++i)
      input.standardised.values.push_back(size * std::sin(0.31 * static_cast<double>(i) + phase));
    input.log_sd_mv.push_back(-1.0 + 0.2 * phase);
  }
  return input;
}

ModelInput flat(const std::vector<Lead>& leads) {
  ModelInput input = made_input(leads, 0.0);
  std::fill(input.log_sd_mv.begin(), input.log_sd_mv.end(), -1.5);
  return input;
}

double logit_at(const nn::StoredModel& stored, const HeadDescription& head, const ModelInput& input) {
  nn::PathGradient path(stored, head, input, input);
  const std::vector<nn::PathPoint> here = {{1.0, 0.0}};
  const auto logits = path.add(here);
  REQUIRE(logits.has_value());
  return logits->front();
}

/// How far a gradient is from what a small step up or a small step down does, whichever is nearer: where a ReLU's edge is
/// stepped over, the slope is not that of the place itself.
template <class Change>
double miss(const nn::StoredModel& stored, const HeadDescription& head, const ModelInput& input, double gradient,
            Change change) {
  constexpr double kStep = 1e-3;
  ModelInput below = input, above = input;
  change(below, -kStep);
  change(above, kStep);
  const double here = logit_at(stored, head, input);
  const double up = (logit_at(stored, head, above) - here) / kStep;
  const double down = (here - logit_at(stored, head, below)) / kStep;
  return std::min(std::fabs(gradient - up), std::fabs(gradient - down));
}

void check_refused(const Result<Attribution>& attribution, ErrorCode code, const std::string& named) {
  REQUIRE_FALSE(attribution.has_value());
  INFO(attribution.error().message);
  CHECK(attribution.error().code == code);
  CHECK(attribution.error().message.find(named) != std::string::npos);
}

const std::vector<Lead> kThree = {Lead::I, Lead::II, Lead::V1};

}  // namespace

TEST_CASE("The explained logit is the model's own, through every layer kind and in every weight type") {
  for (const WeightType type : {WeightType::fp32, WeightType::fp16, WeightType::int8}) {
    const auto file = file_of(every_kind(type));
    auto model = Model::load(file).value();
    const auto explainer = Explainer::open(file).value();
    const auto encoded = model.encode(made_input(kThree)).value();
    for (const HeadDescription& head : model.description().heads) {
      const auto attribution = explainer.attribute(made_input(kThree), flat(kThree), head).value();
      CHECK(std::fabs(attribution.logit - model.classify(encoded, head)->logit) < 1e-5);
    }
  }
}

TEST_CASE("Gradients are what small changes of the input do, through every layer kind") {
  const auto file = file_of(every_kind());
  const auto stored = nn::StoredModel::open(file).value();
  for (const HeadDescription& head : stored.description().heads) {
    const auto input = nn::head_input(made_input(kThree), head, 40).value();
    nn::PathGradient gradient(stored, head, input, input);
    const std::vector<nn::PathPoint> here = {{1.0, 1.0}};
    REQUIRE(gradient.add(here).has_value());
    double largest = 0.0;
    std::vector<double> misses;
    for (std::size_t i = 0; i < input.standardised.values.size(); ++i) {
      const double found = gradient.sample_sums(i / 40)[i % 40];
      const auto change = [i](ModelInput& changed, double by) { changed.standardised.values[i] += by; };
      largest = std::max(largest, std::fabs(found));
      misses.push_back(miss(stored, head, input, found, change));
    }
    for (std::size_t lead = 0; lead < head.leads.size(); ++lead) {
      const auto change = [lead](ModelInput& changed, double by) { changed.log_sd_mv[lead] += by; };
      misses.push_back(miss(stored, head, input, gradient.log_sd_sum(lead), change));
    }
    std::sort(misses.begin(), misses.end());
    const double usual = misses[misses.size() * 9 / 10], worst = misses.back();
    std::printf("%-50s %.1e, at most %.1e, of %.2f\n", ("finite differences, head " + head.id).c_str(), usual, worst,
                largest);
    CHECK(largest > 0.1);
    CHECK(usual < 3e-3 * largest);
    CHECK(worst < 0.03 * largest);
  }
}

TEST_CASE("Attributions add up to what the logit moved") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  for (const HeadDescription& head : explainer.description().heads) {
    for (const double size : {0.1, 1.0, 5.0}) {
      const auto attribution = explainer.attribute(made_input(kThree, size), flat(kThree), head).value();
      const bool is_complete = attribution.relative_gap() <= Explainer::kLargestRelativeGap ||
                               std::fabs(attribution.gap()) <= Explainer::kLargestGap;
      CHECK(is_complete);
      CHECK(attribution.steps < Explainer::kMostSteps);
      double sum = 0.0;
      for (const LeadAttribution& lead : attribution.leads) {
        for (const double sample : lead.samples)
          sum += sample;
        sum += lead.amplitude;
      }
      CHECK(std::fabs(sum - (attribution.logit - attribution.baseline_logit)) <= std::fabs(attribution.gap()) + 1e-9);
    }
  }
}

TEST_CASE("Where a ReLU breaks the way, more steps are taken until the sum is right") {
  // One hidden unit that wakes up close to the input: few steps cannot see where.
  ModelDescription model = every_kind();
  auto tensors = random_tensors(model, 11);
  auto& bias = tensors.at("head.one.0.bias").values;
  std::fill(bias.begin(), bias.end(), -0.4F);
  for (float& weight : tensors.at("head.one.2.weight").values)
    weight *= 50.0F;
  const auto file = write_weight_file(model, tensors).value();
  const auto explainer = Explainer::open(file).value();
  const auto attribution = explainer.attribute(made_input(kThree, 3.0), flat(kThree), model.heads[1]).value();
  INFO(attribution.steps << " steps, gap " << attribution.gap() << ", logit " << attribution.logit << " from "
                         << attribution.baseline_logit);
  CHECK(attribution.steps > Explainer::kFewestSteps);
  CHECK((attribution.relative_gap() <= 0.01 || std::fabs(attribution.gap()) <= 0.01));
}

TEST_CASE("Counted from itself, an input has nothing to explain") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  const auto attribution =
      explainer.attribute(made_input(kThree), made_input(kThree), explainer.description().heads[0]).value();
  CHECK(attribution.total() == 0.0);
  CHECK(attribution.relative_gap() == 0.0);
  CHECK(attribution.steps == Explainer::kFewestSteps);
}

TEST_CASE("A head that is not given amplitudes attributes nothing to them") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  const auto& heads = explainer.description().heads;
  CHECK(explainer.attribute(made_input(kThree), flat(kThree), heads[0])->leads[1].amplitude != 0.0);
  CHECK(explainer.attribute(made_input(kThree), flat(kThree), heads[1])->leads[0].amplitude == 0.0);
}

TEST_CASE("Leads are found by name and given in the head's order") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  const auto& head = explainer.description().heads[0];
  const std::vector<Lead> turned = {Lead::V1, Lead::II, Lead::I};
  const auto straight = explainer.attribute(made_input(kThree), flat(kThree), head).value();
  const auto reversed = explainer.attribute(made_input(turned), flat(turned), head).value();
  REQUIRE(reversed.leads.size() == 3);
  for (std::size_t lead = 0; lead < 3; ++lead) {
    CHECK(reversed.leads[lead].lead == head.leads[lead]);
    CHECK(reversed.leads[lead].samples == straight.leads[lead].samples);
  }
}

TEST_CASE("Explaining again gives the same, also with another head between") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  const auto& heads = explainer.description().heads;
  const auto first = explainer.attribute(made_input(kThree), flat(kThree), heads[0]).value();
  CHECK(explainer.attribute(made_input(kThree), flat(kThree), heads[1]).has_value());
  CHECK(explainer.attribute(made_input(kThree), flat(kThree), heads[0])->leads[2].samples == first.leads[2].samples);
}

TEST_CASE("What cannot be explained is refused by name") {
  const auto file = file_of(every_kind());
  const auto explainer = Explainer::open(file).value();
  const auto& head = explainer.description().heads[0];
  const std::vector<Lead> two = {Lead::I, Lead::II};
  check_refused(explainer.attribute(made_input(two), flat(two), head), ErrorCode::UnsupportedLeadSet, "V1");
  check_refused(explainer.attribute(made_input(kThree), flat(two), head), ErrorCode::UnsupportedLeadSet, "V1");
  ModelInput input = made_input(kThree);
  input.standardised.values.pop_back();
  check_refused(explainer.attribute(input, flat(kThree), head), ErrorCode::InvalidArgument, "40");
  input = made_input(kThree);
  input.standardised.values[3] = std::numeric_limits<double>::infinity();
  check_refused(explainer.attribute(input, flat(kThree), head), ErrorCode::NonFiniteSample, "finite");
  input = made_input(kThree);
  input.log_sd_mv[0] = std::numeric_limits<double>::quiet_NaN();
  check_refused(explainer.attribute(input, flat(kThree), head), ErrorCode::NonFiniteSample, "finite");
  HeadDescription unknown;
  unknown.id = "nobody";
  check_refused(explainer.attribute(made_input(kThree), flat(kThree), unknown), ErrorCode::NoSuchHead, "nobody");
  CHECK(Explainer::open({}).error().code == ErrorCode::InvalidWeightFile);
}

TEST_CASE("Weights that overflow give an error and no attribution") {
  const ModelDescription model = every_kind();
  auto tensors = random_tensors(model, 11);
  auto& weight = tensors.at("head.one.2.weight").values;
  std::fill(weight.begin(), weight.end(), 3e38F);
  auto& hidden = tensors.at("head.one.0.weight").values;
  std::fill(hidden.begin(), hidden.end(), 1e30F);
  const auto file = write_weight_file(model, tensors).value();
  const auto explainer = Explainer::open(file).value();
  check_refused(explainer.attribute(made_input(kThree), flat(kThree), model.heads[1]), ErrorCode::InferenceFailed,
                "one");
}

TEST_CASE("As many points go through the network at once as memory allows") {
  CHECK(nn::points_at_once(leadwise_preset(), 12).value() == nn::kMostPointsAtOnce);
  CHECK(nn::points_at_once(paper_preset(), 12).value() == nn::kMostPointsAtOnce);
  ModelDescription wide = small_model();
  wide.samples = 4096;
  wide.encoder.readouts = {{GlobalAveragePool{}}};
  wide.encoder.trunk = {Conv1d{1, 512, 1, 1, 0}, Relu{}};
  CHECK(nn::points_at_once(wide, 3).value() == (std::size_t{1} << 26U) / (4096 * 512 * 4));
  wide.encoder.trunk = {Conv1d{1, 1024, 1, 1, 0}, Relu{}, Relu{}, Relu{}, Relu{}, Relu{}, Relu{}};
  CHECK(nn::points_at_once(wide, 3).error().code == ErrorCode::TooLarge);
}
