#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/head_training.hpp"
#include "leadwise/random.hpp"

using namespace leadwise;

namespace {

constexpr std::size_t kWidth = 8;

HeadDescription made_head() {
  HeadDescription head;
  head.id = "made";
  head.task = "made";
  head.layers = {Linear{kWidth, 16}, Relu{}, Linear{16, 2}};
  return head;
}

/// Positives differ in the sum of two features.
HeadExamples made_examples(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  HeadExamples examples{kWidth, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t first = examples.features.size();
    for (std::size_t k = 0; k < kWidth; ++k)
      examples.features.push_back(static_cast<float>(random.normal()));
    examples.positive.push_back(examples.features[first] + examples.features[first + 3] > 0.0F);
  }
  return examples;
}

HeadTrainingSettings quick() {
  HeadTrainingSettings settings;
  settings.epochs = 30;
  settings.learning_rate = 3e-3;
  return settings;
}

double share_right(const HeadDescription& head, const TrainedHead& trained, const HeadExamples& examples) {
  const auto log_odds = head_log_odds(head, trained.tensors, examples).value();
  double right = 0.0;
  for (std::size_t i = 0; i < log_odds.size(); ++i)
    right += (log_odds[i] > 0.0) == examples.positive[i] ? 1.0 : 0.0;
  return right / static_cast<double>(log_odds.size());
}

}  // namespace

TEST_CASE("A head learns what its features tell, and says it of records that it never saw") {
  const auto head = made_head();
  const auto trained = train_head(head, made_examples(400, 1), quick()).value();
  CHECK(trained.losses.size() == 30);
  CHECK(trained.losses.back() < 0.5 * trained.losses.front());
  CHECK(share_right(head, trained, made_examples(400, 2)) > 0.93);
}

TEST_CASE("Equal seeds give equal weights, other seeds others") {
  const auto head = made_head();
  const auto examples = made_examples(70, 1);
  auto settings = quick();
  settings.epochs = 3;
  const auto first = train_head(head, examples, settings).value();
  const auto again = train_head(head, examples, settings).value();
  settings.seed = 43;
  const auto other = train_head(head, examples, settings).value();
  for (const char* name : {"head.made.0.weight", "head.made.0.bias", "head.made.2.weight", "head.made.2.bias"}) {
    CHECK(first.tensors.at(name).values == again.tensors.at(name).values);
    CHECK(first.tensors.at(name).values != other.tensors.at(name).values);
  }
  CHECK(first.tensors.at("head.made.0.weight").shape == std::vector<std::size_t>{16, kWidth});
}

TEST_CASE("A row that counts nothing teaches nothing, and one that counts twice teaches what two do") {
  const auto head = made_head();
  auto settings = quick();
  settings.epochs = 1;
  settings.dropout = 0.0;
  settings.batch_size = 100;
  auto once = made_examples(40, 1);
  auto twice = once;
  twice.features.insert(twice.features.end(), once.features.begin(), once.features.begin() + 10 * kWidth);
  twice.positive.insert(twice.positive.end(), once.positive.begin(), once.positive.begin() + 10);
  // A batch's loss is the mean over its rows.
  once.weights.assign(40, 1.0);
  std::fill_n(once.weights.begin(), 10, 2.0);
  const double counted = train_head(head, once, settings)->losses.front();
  CHECK(std::fabs(counted * 40.0 - train_head(head, twice, settings)->losses.front() * 50.0) < 1e-9);

  auto wrong = made_examples(80, 1);
  for (std::size_t i = 40; i < 80; ++i)
    wrong.positive[i] = !wrong.positive[i];
  settings = quick();
  const auto misled = train_head(head, wrong, settings).value();
  wrong.weights.assign(80, 0.0);
  std::fill_n(wrong.weights.begin(), 40, 2.0);
  const auto right = train_head(head, wrong, settings).value();
  CHECK(share_right(head, right, made_examples(400, 2)) > share_right(head, misled, made_examples(400, 2)) + 0.1);
  wrong.weights.pop_back();
  CHECK(train_head(head, wrong, settings).error().code == ErrorCode::InvalidArgument);
  wrong.weights.push_back(-1.0);
  CHECK(train_head(head, wrong, settings).error().code == ErrorCode::InvalidArgument);
}

TEST_CASE("Dropout changes the training") {
  const auto examples = made_examples(70, 1);
  auto with = quick(), without = quick();
  without.dropout = 0.0;
  CHECK(train_head(made_head(), examples, with)->losses.back() >
        train_head(made_head(), examples, without)->losses.back());
}

TEST_CASE("A trained head answers in a weight file as it answered here") {
  ModelDescription model = leadwise_preset();
  model.heads = {classifier_head(model, "limb", "made", {Lead::I, Lead::II}, 6, true)};
  auto tensors = random_tensors(model, 3);
  EncodedLeads encoded{{Lead::II, Lead::I}, {}, {-1.0F, -0.5F}};
  Random random(6);
  HeadExamples examples{2 * (model.latent_size + 1), {}, {}};
  for (int record = 0; record < 20; ++record) {
    encoded.posteriors.assign(2, {std::vector<float>(model.latent_size), std::vector<float>(model.latent_size)});
    for (Gaussian& posterior : encoded.posteriors) {
      for (float& value : posterior.mu)
        value = static_cast<float>(random.normal());
    }
    const auto features = head_features(encoded, model.heads[0]).value();
    examples.features.insert(examples.features.end(), features.begin(), features.end());
    examples.positive.push_back(record % 2 == 0);
  }
  auto settings = quick();
  settings.epochs = 5;
  const auto trained = train_head(model.heads[0], examples, settings).value();
  for (const auto& [name, tensor] : trained.tensors)
    tensors[name] = tensor;
  auto loaded = Model::load(write_weight_file(model, tensors).value()).value();
  const auto here = head_log_odds(model.heads[0], trained.tensors, examples).value();
  CHECK(std::fabs(loaded.classify(encoded, model.heads[0])->log_odds - here.back()) < 1e-5);
  encoded.leads = {Lead::II, Lead::V1};
  CHECK(head_features(encoded, model.heads[0]).error().code == ErrorCode::UnsupportedLeadSet);
}

TEST_CASE("What cannot be learnt from is refused by name") {
  const auto code = [](const HeadExamples& examples, const HeadTrainingSettings& settings = quick()) {
    const auto trained = train_head(made_head(), examples, settings);
    REQUIRE_FALSE(trained.has_value());
    return trained.error().code;
  };
  const auto good = made_examples(10, 1);
  CHECK(code({kWidth, {}, {}}) == ErrorCode::NoUsableRecord);
  auto examples = good;
  examples.features.pop_back();
  CHECK(code(examples) == ErrorCode::InvalidArgument);
  examples = good;
  examples.positive.assign(10, true);
  CHECK(code(examples) == ErrorCode::OneClassOnly);
  examples.positive[0] = false;
  examples.weights.assign(10, 1.0);
  examples.weights[0] = 0.0;
  CHECK(code(examples) == ErrorCode::OneClassOnly);
  examples = good;
  examples.features[2 * kWidth + 1] = std::numeric_limits<float>::quiet_NaN();
  const auto refused = train_head(made_head(), examples, quick());
  CHECK(refused.error().code == ErrorCode::NonFiniteSample);
  CHECK(refused.error().message.find("record 2") != std::string::npos);
  for (const double outside : {1.0, -0.1, std::nan("")}) {
    auto settings = quick();
    settings.dropout = outside;
    CHECK(code(good, settings) == ErrorCode::InvalidArgument);
  }
  for (const double outside : {0.0, 2.0, std::nan("")}) {
    auto settings = quick();
    settings.learning_rate = outside;
    CHECK(code(good, settings) == ErrorCode::InvalidArgument);
  }
  auto settings = quick();
  settings.batch_size = 0;
  CHECK(code(good, settings) == ErrorCode::InvalidArgument);
}

TEST_CASE("A training that diverges stops with an error") {
  auto examples = made_examples(40, 1);
  for (float& feature : examples.features)
    feature *= 1e38F;
  auto settings = quick();
  settings.learning_rate = 1.0;
  const auto diverged = train_head(made_head(), examples, settings);
  // Either it survives with finite weights or it says that it did not.
  if (diverged)
    CHECK(std::isfinite(diverged->losses.back()));
  else
    CHECK(diverged.error().code == ErrorCode::TrainingDiverged);
}

TEST_CASE("Tensors that do not fit the head are refused by their name") {
  const auto head = made_head();
  auto settings = quick();
  settings.epochs = 1;
  auto tensors = train_head(head, made_examples(10, 1), settings)->tensors;
  tensors.at("head.made.2.bias").shape = {3};
  const auto wrong = head_log_odds(head, tensors, made_examples(4, 2));
  CHECK(wrong.error().code == ErrorCode::TensorMismatch);
  CHECK(wrong.error().message.find("head.made.2.bias") != std::string::npos);
  tensors.erase("head.made.2.bias");
  CHECK(head_log_odds(head, tensors, made_examples(4, 2)).error().code == ErrorCode::MissingTensor);
}
