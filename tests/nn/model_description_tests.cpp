#include <limits>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "leadwise/model_description.hpp"
#include "leadwise/weight_file.hpp"

using namespace leadwise;
using Json = nlohmann::ordered_json;

namespace {

Json preset_json() { return Json::parse(model_description_json(leadwise_preset()), nullptr, false); }

/// The refusal of a description after one change to it.
Error refusal(const Json& changed) {
  const auto parsed = parse_model_description(changed.dump());
  REQUIRE_FALSE(parsed.has_value());
  return parsed.error();
}

void check_refused(const Json& changed, const std::string& named) {
  const Error error = refusal(changed);
  INFO(error.message);
  CHECK(error.code == ErrorCode::InvalidModelDescription);
  CHECK(error.message.find(named) != std::string::npos);
}

std::size_t parameters(const ModelDescription& model) {
  std::size_t total = 0;
  for (const auto& tensor : expected_tensors(model)) {
    std::size_t values = 1;
    for (const std::size_t extent : tensor.shape)
      values *= extent;
    total += values;
  }
  return total;
}

}  // namespace

TEST_CASE("A description survives being written and parsed") {
  for (ModelDescription model : {leadwise_preset(), paper_preset()}) {
    model.training_json = R"({"records":17,"seed":42})";
    model.results_json = R"({"auroc":{"severe":0.9}})";
    model.validated_on = "nobody";
    model.weight_type = WeightType::int8;
    if (!model.heads.empty())
      model.heads[0].calibration = Calibration{0.8, -1.5, 0.01, -0.004, 0.02};
    if (!model.heads.empty())
      model.heads[1].threshold = 0.5;
    const std::string text = model_description_json(model);
    const auto parsed = parse_model_description(text);
    REQUIRE(parsed.has_value());
    CHECK(model_description_json(*parsed) == text);
    CHECK(parsed->training_json == model.training_json);
    CHECK(parsed->results_json == model.results_json);
    CHECK(parsed->leads == model.leads);
    CHECK(parsed->fusion.groups == model.fusion.groups);
    CHECK(parsed->heads.size() == model.heads.size());
  }
}

TEST_CASE("The paper preset has the published sizes") {
  const auto tensors = expected_tensors(paper_preset());
  const auto shape = [&tensors](const std::string& name) {
    for (const auto& tensor : tensors) {
      if (tensor.name == name)
        return tensor.shape;
    }
    return std::vector<std::size_t>{};
  };
  CHECK(shape("encoder.aVR.mu.weight") == std::vector<std::size_t>{256, 40000});
  CHECK(shape("encoder.V6.trunk.4.weight") == std::vector<std::size_t>{64, 3, 32});
  CHECK(shape("decoder.0.weight") == std::vector<std::size_t>{40000, 256});
  CHECK(shape("decoder.2.weight") == std::vector<std::size_t>{32, 4, 64});
  CHECK(shape("decoder.6.bias") == std::vector<std::size_t>{1});
  const std::size_t encoder = (3 * 16 + 16) + (48 * 32 + 32) + (96 * 64 + 64) + 2 * (40000 * 256 + 256);
  const std::size_t decoder = (256 * 40000 + 40000) + (64 * 32 * 4 + 32) + (32 * 16 * 4 + 16) + (16 * 4 + 1);
  CHECK(parameters(paper_preset()) == 12 * encoder + decoder);
}

TEST_CASE("A description that misses a field is refused with the field's name") {
  const Json whole = preset_json();
  for (const auto& field : whole.items()) {
    if (field.key() == "validated_on" || field.key() == "training" || field.key() == "results")
      continue;
    Json cut = whole;
    cut.erase(field.key());
    check_refused(cut, field.key());
  }
}

TEST_CASE("A field of the wrong type is refused with its path") {
  Json json = preset_json();
  json["heads"][1]["layers"][0]["in_features"] = "390";
  check_refused(json, "heads[1].layers[0].in_features");
  json = preset_json();
  json["input"]["samples"] = -5000;
  check_refused(json, "input.samples");
  json = preset_json();
  json["input"]["samples"] = 5000.5;
  check_refused(json, "input.samples");
  json = preset_json();
  json["encoder"] = Json::array();
  check_refused(json, "encoder");
  json = preset_json();
  json["training"] = "much";
  check_refused(json, "training");
}

TEST_CASE("Layers that do not fit together are refused with their place") {
  Json json = preset_json();
  json["encoder"]["trunk"][2]["in_channels"] = 17;
  check_refused(json, "encoder.trunk[2]");
  json = preset_json();
  json["decoder"]["layers"].erase(10);
  check_refused(json, "decoder.layers");
  json = preset_json();
  json["heads"][0]["layers"][2]["out_features"] = 3;
  check_refused(json, "heads[0].layers");
  json = preset_json();
  json["encoder"]["readouts"][1] = Json::array();
  check_refused(json, "encoder.readouts[1]");
  json = preset_json();
  json["encoder"]["trunk"][0]["stride"] = 0;
  check_refused(json, "encoder.trunk[0]");
}

TEST_CASE("What this version does not know is refused rather than ignored") {
  Json json = preset_json();
  json["encoder"]["trunk"][1]["type"] = "gelu";
  check_refused(json, "gelu");
  json = preset_json();
  json["encoder"]["trunk"][0]["dilation"] = 2;
  check_refused(json, "encoder.trunk[0].dilation");
  json = preset_json();
  json["format_version"] = 2;
  check_refused(json, "format_version");
  json = preset_json();
  json["input"]["preprocessing"] = "none";
  check_refused(json, "preprocessing");
  json = preset_json();
  json["input"]["leads"][3] = "MLII";
  check_refused(json, "input.leads[3]");
  json = preset_json();
  json["weight_type"] = "int4";
  check_refused(json, "weight_type");
}

TEST_CASE("Leads must be named once and be grouped for the fusion") {
  Json json = preset_json();
  json["input"]["leads"][1] = "I";
  check_refused(json, "lead I twice");
  json = preset_json();
  json["fusion"]["groups"].erase(3);
  check_refused(json, "V3");
  json = preset_json();
  json["fusion"]["groups"][1] = {"aVR", "aVL", "aVR"};
  check_refused(json, "fusion.groups[1] holds lead aVR twice");
  json = preset_json();
  json["fusion"]["groups"][1] = Json::array();
  check_refused(json, "fusion.groups[1] is empty");
  json = preset_json();
  json["heads"][1]["id"] = "rv_overload_12";
  check_refused(json, "heads[1].id");
  json = preset_json();
  json["heads"][0]["id"] = "a.b/c";
  check_refused(json, "heads[0].id");
}

TEST_CASE("A lead may be in several groups of a fusion, as far as the fusion stays a matter of moments") {
  Json json = preset_json();
  json["fusion"]["groups"].push_back({"I", "V3"});
  const auto parsed = parse_model_description(json.dump());
  REQUIRE(parsed.has_value());
  CHECK(parsed->fusion.groups.back() == std::vector<Lead>{Lead::I, Lead::V3});
  json["fusion"]["groups"] = Json::array();
  for (int g = 0; g < 4095; ++g)
    json["fusion"]["groups"].push_back(json["input"]["leads"]);
  CHECK(parse_model_description(json.dump()).has_value());
  json["fusion"]["groups"].push_back(json["input"]["leads"]);
  check_refused(json, "fusion.groups");
}

TEST_CASE("A calibration that turns the score round, knows itself without doubt or is none is refused") {
  const Json good = {{"slope", 0.8}, {"intercept", -1.5}, {"covariance", {{0.01, -0.004}, {-0.004, 0.02}}}};
  const auto with = [&good](const std::string& field, const Json& value) {
    Json json = preset_json();
    json["heads"][0]["calibration"] = good;
    json["heads"][0]["calibration"][field] = value;
    return json;
  };
  CHECK(parse_model_description(with("slope", 0.8).dump()).has_value());
  CHECK(parse_model_description(with("covariance", {{0.01, 0}, {0, 0}}).dump()).has_value());
  for (const double slope : {0.0, -1.0, 1e4})
    check_refused(with("slope", slope), "heads[0].calibration.slope");
  check_refused(with("slope", nullptr), "heads[0].calibration.slope");
  check_refused(with("intercept", 1e4), "heads[0].calibration.intercept");
  check_refused(with("temperature", 1.0), "heads[0].calibration.temperature");
  for (const Json& none : {Json({{0.01, 0.5}, {0.5, 0.02}}), Json({{0.01, 0.001}, {0.002, 0.02}}),
                           Json({{0, 0}, {0, 0.02}}), Json({{0.01, 0}, {0, -0.02}}), Json({{0.01, 0}, {0, 1e9}}),
                           Json({{0.01}, {0.02}}), Json({0.01, 0.02}), Json(nullptr), Json({{"a", 0}, {0, 0.02}})})
    check_refused(with("covariance", none), "heads[0].calibration.covariance");
  Json json = preset_json();
  json["heads"][0]["calibration"] = 1.25;
  check_refused(json, "heads[0].calibration");
  json["heads"][0].erase("calibration");
  check_refused(json, "heads[0].calibration");
}

TEST_CASE("What is no number is no calibration, whichever way it came there") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Calibration& bad :
       {Calibration{nan, 0, 1, 0, 1}, Calibration{1, nan, 1, 0, 1}, Calibration{1, 0, nan, 0, 1},
        Calibration{1, 0, 1, nan, 1}, Calibration{1, 0, 1, 0, nan}}) {
    ModelDescription model = leadwise_preset();
    model.heads[1].calibration = bad;
    const auto written = write_weight_file(model, random_tensors(model, 1));
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().message.find("heads[1].calibration") != std::string::npos);
  }
}

TEST_CASE("Sizes beyond any use are refused before anything is allocated") {
  Json json = preset_json();
  json["encoder"]["trunk"][0]["out_channels"] = 200000000;
  CHECK(refusal(json).code == ErrorCode::TooLarge);
  json = preset_json();
  json["input"]["samples"] = 4000000;
  CHECK(refusal(json).code == ErrorCode::TooLarge);
  json = preset_json();
  json["latent_size"] = 18446744073709551615U;
  check_refused(json, "latent_size");
  json = preset_json();
  json["encoder"]["trunk"][0]["padding"] = 200000000;
  check_refused(json, "encoder.trunk[0]");
  json = preset_json();
  json["input"]["samples"] = 200000000;
  check_refused(json, "input.samples");
}

TEST_CASE("More layers than any network has are refused") {
  Json json = preset_json();
  for (int i = 0; i < 100; ++i)
    json["encoder"]["trunk"].push_back({{"type", "relu"}});
  check_refused(json, "encoder.trunk");
}

TEST_CASE("Text that is no description is refused") {
  for (const std::string text : {"", "null", "[]", "{", "{}", "\"leadwise\"", "{\"name\": 1e999}"}) {
    INFO(text);
    const auto parsed = parse_model_description(text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == ErrorCode::InvalidModelDescription);
  }
}

TEST_CASE("A name given twice and deep nesting are refused") {
  std::string text = model_description_json(leadwise_preset());
  std::string twice = text;
  twice.insert(1, "\"latent_size\":65,");
  const auto duplicated = parse_model_description(twice);
  REQUIRE_FALSE(duplicated.has_value());
  CHECK(duplicated.error().message.find("latent_size") != std::string::npos);
  const auto nested = parse_model_description(std::string(1000000, '[') + std::string(1000000, ']'));
  REQUIRE_FALSE(nested.has_value());
  CHECK(nested.error().message.find("deeper") != std::string::npos);
}

TEST_CASE("Layers that are each within bounds are refused where all together ask for too much") {
  Json model = preset_json();
  const Json layer = {{"type", "conv1d"}, {"in_channels", 1}, {"out_channels", 1},
                      {"kernel", 511},    {"stride", 1},      {"padding", 255}};
  Json trunk = Json::array();
  for (int i = 0; i < 30; ++i)
    trunk.push_back(layer);
  model["encoder"]["trunk"] = trunk;
  model["encoder"]["readouts"] = Json::array({Json::array({Json{{"type", "global_average_pool"}}})});
  const Error error = refusal(model);
  INFO(error.message);
  CHECK(error.code == ErrorCode::TooLarge);
  CHECK(error.message.find("together") != std::string::npos);
}
