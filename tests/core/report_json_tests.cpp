#include "leadwise/report_json.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using Json = nlohmann::json;

namespace {

Json parsed(const std::string& text) {
  Json json = Json::parse(text, nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

Json screened_json(const EcgRecord& record) {
  auto model = Model::load(drawn_weights());
  REQUIRE(model);
  const auto screening = screen(record, *model);
  REQUIRE(screening);
  return parsed(screening_json("a.hea", record, *screening, *model));
}

}  // namespace

TEST_CASE("A screening's JSON has every field that outsiders rely on") {
  const Json json = screened_json(simulated_record());
  CHECK(json["file"] == "a.hea");
  CHECK(json["ok"] == true);
  CHECK(json["record"]["leads"].size() == 12);
  CHECK(json["record"]["sampling_rate_hz"] == 500.0);
  CHECK(json["quality"]["usable"] == true);
  CHECK(json["quality"]["leads"]["V6"]["reason"].is_null());
  const Json& prediction = json["predictions"][0];
  CHECK(prediction["task"] == "rv_overload");
  CHECK(prediction["leads"] == 12);
  CHECK(prediction["clinically_validated"] == false);
  for (const char* name : {"probability_low", "probability_high", "threshold", "positive"}) {
    CHECK((prediction.contains(name) && prediction[name].is_null()));
  }
  CHECK(json["elbo"].size() == 12);
  CHECK((json.contains("attribution") && json["attribution"].is_null()));
  CHECK((json.contains("abstained") && json["abstained"].is_null()));
  CHECK(json["model"]["sha256"].get<std::string>().size() == 64);
  CHECK(json["model"]["intended_use"] == "tests");
  CHECK(json["software"]["version"] == software_version());
}

TEST_CASE("A screening's JSON says of a doubted lead why, in the lead and in a warning") {
  EcgRecord record = simulated_record();
  for (double& sample_mv : channel_of(record, Lead::V2).samples_mv)
    sample_mv *= 20.0;
  const Json quality = screened_json(record)["quality"];
  CHECK(quality["warnings"][0]["code"] == "DoubtfulScore");
  CHECK(quality["leads"]["V2"]["usable"] == true);
  CHECK(quality["leads"]["V2"]["doubt"]["code"] == "ImplausibleScale");
  CHECK((quality["leads"]["V1"].contains("doubt") && quality["leads"]["V1"]["doubt"].is_null()));
}

TEST_CASE("A calibrated answer's JSON has the interval around its probability") {
  auto model = Model::load(drawn_weights(7, Calibration{0.7, -0.3, 0.01, -0.002, 0.05}, 0.2));
  REQUIRE(model);
  const EcgRecord record = simulated_record();
  const Json json = parsed(screening_json("a.hea", record, *screen(record, *model), *model));
  const Json& prediction = json["predictions"][0];
  const auto probability = prediction["probability"].get<double>();
  CHECK(prediction["probability_low"].get<double>() < probability);
  CHECK(prediction["probability_high"].get<double>() > probability);
  CHECK(prediction["threshold"] == 0.2);
  CHECK(prediction["positive"] == (probability >= 0.2));
}

TEST_CASE("An abstention's JSON has its reason and no predictions") {
  const Json json = screened_json(simulated_record(4.0));
  CHECK(json["ok"] == true);
  CHECK(json["abstained"]["code"] == "TooShort");
  CHECK(json["predictions"].empty());
}

TEST_CASE("A failure's JSON has the code, the message and the place") {
  const Json json = parsed(failure_json("b.hea", Error{ErrorCode::TruncatedData, "ends early", 1234}));
  CHECK(json["ok"] == false);
  CHECK(json["error"]["code"] == "TruncatedData");
  CHECK(json["error"]["offset"] == 1234);
  CHECK(parsed(failure_json("b", Error{ErrorCode::EmptyFile, "empty"}))["error"]["offset"].is_null());
}

TEST_CASE("What identifies the patient is told only when asked for") {
  EcgRecord record = simulated_record();
  record.patient.name = "Jane Doe";
  record.patient.id = "4711";
  record.patient.birth_date = "1950-01-02";
  record.device.serial_number = "SN-99";
  record.comments = {"referred by Dr Roe"};
  record.statements = {"Sinus rhythm, read by Dr Poe"};
  record.annotations = {{1.5, std::nullopt, std::nullopt, "N"},
                        {2.0, 0.5, "II", "Mrs Moe coughs"},
                        {3.0, std::nullopt, std::nullopt, "Lowe"}};
  const std::string without = inspect_json("a", record, false);
  for (const char* secret : {"Jane", "4711", "1950", "SN-99", "Roe", "Poe", "Moe", "Lowe"})
    CHECK(without.find(secret) == std::string::npos);
  const std::string with = inspect_json("a", record, true);
  for (const char* secret : {"Jane", "4711", "1950", "SN-99", "Roe", "Poe", "Moe", "Lowe"})
    CHECK(with.find(secret) != std::string::npos);
}

TEST_CASE("What a file stores beside its ECG is told") {
  EcgRecord record = simulated_record();
  record.average_beats = {{"median beat", 250.0, {{"II", Lead::II, 0.0, 0.0, std::vector<double>(150, 0.1)}}}};
  record.measurements = {{"QRS duration", 92.0, "ms"}};
  record.statements = {"Sinus rhythm"};
  record.annotations = {{1.5, std::nullopt, "II", "N"}, {1.6, std::nullopt, std::nullopt, "(AFIB"}};
  record.electrode_placement = "Mason-Likar";
  const Json json = parsed(inspect_json("a", record, false));
  CHECK(json["average_beats"][0]["label"] == "median beat");
  CHECK(json["average_beats"][0]["duration_s"] == 0.6);
  CHECK(json["stored_measurements"][0]["value"] == 92.0);
  CHECK(json["stored_statement_count"] == 1);
  CHECK(json["annotations"][0]["text"] == "N");
  CHECK(json["annotations"][0]["lead"] == "II");
  CHECK(json["annotations"][1]["text"] == "(AFIB");
  CHECK(json["electrode_placement"] == "Mason-Likar");
  CHECK(json["record"]["untried_format"] == false);
}

TEST_CASE("Bytes that are no UTF-8 do not break the JSON") {
  EcgRecord record = simulated_record();
  record.device.model = "\xff\xfe bad";
  CHECK(parsed(inspect_json("a\xc3.hea", record, false))["ok"] == true);
}

TEST_CASE("The model card is the description in the weights with their hash") {
  auto model = Model::load(drawn_weights());
  REQUIRE(model);
  const Json card = parsed(model_card_json(*model));
  CHECK(card["name"] == "drawn");
  CHECK(card["clinically_validated"].is_boolean());
  CHECK(card["sha256"] == model->sha256());
}
