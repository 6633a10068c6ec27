#include "leadwise/head_lesson.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "leadwise/taught_head.hpp"
#include "leadwise/usable_windows.hpp"
#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;

namespace {

HeadLesson lesson_of(std::vector<Lead> leads) {
  HeadLesson lesson;
  lesson.task = "made";
  lesson.leads = std::move(leads);
  lesson.settings.epochs = 2;
  return lesson;
}

/// Features of four simulated ECGs, every second one positive.
HeadExamples four_examples(Model& model, const HeadDescription& head) {
  HeadExamples examples;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto encoded = encode_first_window(simulated_record(10.0, seed), model, head.leads);
    REQUIRE(encoded);
    const auto features = head_features(*encoded, head);
    REQUIRE(features);
    examples.width = features->size();
    examples.features.insert(examples.features.end(), features->begin(), features->end());
    examples.positive.push_back(seed % 2 == 0);
  }
  return examples;
}

TaughtWeights taught(std::span<const std::uint8_t> weights, const HeadLesson& lesson) {
  auto model = Model::load(weights);
  REQUIRE(model);
  const auto head = head_of(lesson, model->description());
  REQUIRE(head);
  auto result = teach_head(weights, lesson, four_examples(*model, *head));
  REQUIRE(result);
  return std::move(*result);
}

HeadLesson overload_lesson() {
  auto lesson = lesson_of({kTwelveLeads.begin(), kTwelveLeads.end()});
  lesson.task = "rv_overload";
  return lesson;
}

nlohmann::json object_in(std::string_view text) { return nlohmann::json::parse(text, nullptr, false); }

ModelDescription card_of(const TaughtWeights& weights) { return read_weight_file(weights.safetensors)->description; }

/// The weights with another card.
template <class Change>
std::vector<std::uint8_t> described(std::span<const std::uint8_t> weights, const Change& change) {
  auto file = read_weight_file(weights).value();
  change(file.description);
  return write_weight_file(file.description, file.tensors).value();
}

}  // namespace

TEST_CASE("A head's id tells its leads, in the usual order whatever theirs was") {
  const auto model = leadwise_preset();
  const auto id = [&](std::vector<Lead> leads) { return head_of(lesson_of(std::move(leads)), model).value().id; };
  CHECK(id({kTwelveLeads.rbegin(), kTwelveLeads.rend()}) == "made_12");
  CHECK(id({kLimbLeads.begin(), kLimbLeads.end()}) == "made_6");
  CHECK(id({Lead::V1, Lead::I}) == "made_I-V1");
}

TEST_CASE("A head that no card can hold is refused before anything is learnt") {
  auto lesson = lesson_of({Lead::I, Lead::I});
  CHECK(head_of(lesson, leadwise_preset()).error().code == ErrorCode::InvalidModelDescription);
  CHECK(head_of(lesson_of({}), leadwise_preset()).error().code == ErrorCode::InvalidModelDescription);
  lesson = lesson_of({Lead::I});
  lesson.task = "two words";
  CHECK(head_of(lesson, leadwise_preset()).error().code == ErrorCode::InvalidModelDescription);
}

TEST_CASE("Taught weights hold the old heads unchanged and the new one, once") {
  const auto weights = drawn_weights();
  const auto lesson = lesson_of({Lead::I, Lead::II});
  const auto once = taught(weights, lesson);
  const auto before = read_weight_file(weights).value(), after = read_weight_file(once.safetensors).value();
  for (const auto& [name, tensor] : before.tensors)
    CHECK(after.tensors.at(name).values == tensor.values);
  CHECK(after.description.heads.size() == before.description.heads.size() + 1);
  CHECK(after.description.heads.back().id == once.head_id);
  CHECK(after.description.heads.back().training_prevalence == 0.5);
  const auto twice = taught(once.safetensors, lesson);
  CHECK(read_weight_file(twice.safetensors).value().description.heads.size() == after.description.heads.size());
}

TEST_CASE("A card claims no validation once a head was taught, and says what it was taught and what held before") {
  auto file = read_weight_file(drawn_weights()).value();
  file.description.clinically_validated = true;
  file.description.validated_on = "somebody";
  const auto weights = write_weight_file(file.description, file.tensors).value();
  const auto description = read_weight_file(taught(weights, lesson_of({Lead::I})).safetensors).value().description;
  CHECK_FALSE(description.clinically_validated);
  CHECK_FALSE(description.validated_on);
  CHECK(description.name == "drawn + made_I");
  CHECK(description.intended_use.find("the label \"made\" of 4 ECGs, 2 positive. Data: not stated.") !=
        std::string::npos);
  CHECK(description.intended_use.find("holds what was said before: tests") != std::string::npos);
  CHECK(description.training_json.find("\"trainHead\"") != std::string::npos);
}

TEST_CASE("A head that takes another's place leaves no results of that one on the card") {
  const auto weights = described(drawn_weights(), [](ModelDescription& card) {
    card.results_json = R"({"imposed": {"test": {"rv_overload_12": [0.9], "rv_overload_6": [0.8]}, "external": {"rv_overload_12": [0.9]}},
      "data": {"may_have_taught": ["the head rv_overload_12 was taught", "the head rv_overload_6 was taught"]},
      "crossval": {"data": {"records": 9}, "heads": {"rv_overload_12": {}, "rv_overload_6": {}},
                   "paired": {"rv_overload_12 - rv_overload_6": {}}},
      "calibration": {"data": {"records": 9}, "heads": {"rv_overload_12": {"threshold": 0.5}}}})";
  });
  const auto card = card_of(taught(weights, overload_lesson()));
  CHECK(object_in(card.results_json) == object_in(R"({"imposed": {"test": {"rv_overload_6": [0.8]}},
      "data": {"may_have_taught": ["the head rv_overload_6 was taught"]},
      "crossval": {"data": {"records": 9}, "heads": {"rv_overload_6": {}}}})"));
  // One of another id leaves all.
  const auto other = card_of(taught(weights, lesson_of({Lead::I})));
  CHECK(other.results_json == read_weight_file(weights)->description.results_json);
}

TEST_CASE("A card says the same of a head that was taught twice as of one that was taught once") {
  auto lesson = overload_lesson();
  const auto once = taught(drawn_weights(), lesson);
  const auto calibrated = described(once.safetensors, [](ModelDescription& card) {
    describe_calibrated_heads(card, {"rv_overload_12"}, "by temperature, to others.");
  });
  CHECK(read_weight_file(calibrated)->description.intended_use.ends_with(
      "tests Calibrated afterwards: the heads rv_overload_12, by temperature, to others."));
  const auto first = card_of(once), second = card_of(taught(calibrated, lesson));
  CHECK(first.intended_use.find("Of the heads rv_overload_6 holds what was said before: tests") != std::string::npos);
  CHECK(second.intended_use == first.intended_use);
  CHECK(second.training_json == first.training_json);
  CHECK(second.name == first.name);
}

TEST_CASE("What a card says of one head stays when another one is taught, whoever wrote it") {
  const auto first = taught(drawn_weights(), lesson_of({Lead::I}));
  const auto use = card_of(taught(first.safetensors, lesson_of({Lead::II}))).intended_use;
  CHECK(use.find("The heads made_II were taught the label \"made\" of 4 ECGs") != std::string::npos);
  CHECK(use.find("The heads made_I were taught the label \"made\" of 4 ECGs") != std::string::npos);
  CHECK(use.find("The heads", use.find("holds what was said before")) == std::string::npos);
  const auto rewritten =
      described(first.safetensors, [](ModelDescription& card) { card.intended_use = "In somebody's own words."; });
  CHECK(card_of(taught(rewritten, lesson_of({Lead::II})))
            .intended_use.ends_with("Of the heads rv_overload_12, rv_overload_6, made_I holds what was said before: In "
                                    "somebody's own words."));
}

TEST_CASE("Nothing is learnt from an ECG of which a lead of the head is unusable") {
  auto model = Model::load(drawn_weights());
  REQUIRE(model);
  auto record = simulated_record();
  auto& flat = channel_of(record, Lead::V3).samples_mv;
  std::fill(flat.begin(), flat.end(), 0.1);
  CHECK(encode_first_window(record, *model, std::vector{Lead::V3}).error().code == ErrorCode::ConstantLead);
  CHECK(encode_first_window(record, *model, std::vector{Lead::V2}));
  record.untried_format = true;
  CHECK(encode_first_window(record, *model, std::vector{Lead::V2}).error().code == ErrorCode::UntriedFormat);
}
