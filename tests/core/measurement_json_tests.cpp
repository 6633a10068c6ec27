#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <nlohmann/json.hpp>

#include "leadwise/report_json.hpp"
#include "made_measurement.hpp"
#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using MeasuredJson = nlohmann::ordered_json;

namespace {

MeasuredJson measured_json(const EcgRecord& record, const EcgMeasurement& measurement) {
  MeasuredJson json = MeasuredJson::parse(measure_json("a.hea", record, measurement), nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

MeasuredJson made_json() { return measured_json(simulated_record(), made_measurement()); }

std::vector<std::string> keys_of(const MeasuredJson& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items())
    keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("A measurement's JSON has every field that outsiders rely on") {
  const MeasuredJson json = made_json();
  CHECK(json["file"] == "a.hea");
  CHECK(json["ok"] == true);
  CHECK(json["record"]["leads"].size() == 12);
  CHECK(json["beats"] == MeasuredJson::parse(R"([{"r_s":0.8123,"type":"dominant"},{"r_s":1.6,"type":"ectopic"}])"));
  CHECK(keys_of(json["delineation"]) == std::vector<std::string>{"global", "leads"});
  CHECK(json["measurements"]["heart_rate_bpm"] == 71.2);
  CHECK(json["rhythm"]["regularity"] == "irregularly_irregular");
  CHECK(json["software"]["version"] == software_version());
}

TEST_CASE("The representative beat's samples are given when asked for, in millivolts, missing ones as null") {
  EcgMeasurement measurement = made_measurement();
  measurement.representative.leads.sample_count = 3;
  measurement.representative.leads.values = {0.0, 1.23456, -0.1, 0.25, std::numeric_limits<double>::quiet_NaN(), 0.5};
  CHECK_FALSE(measured_json(simulated_record(), measurement)["representative_beat"].contains("samples_mv"));
  const std::string text = measure_json("a.hea", simulated_record(), measurement, BeatSamples::given);
  const MeasuredJson beat = MeasuredJson::parse(text, nullptr, false)["representative_beat"];
  CHECK(beat["sampling_rate_hz"] == 500.0);
  CHECK(beat["samples_mv"].dump() == R"({"II":[0.0,1.235,-0.1],"V1":[0.25,null,0.5]})");
}

TEST_CASE("A measurement's JSON says what it may be used for and that an absent sign excludes nothing") {
  const auto use = made_json()["use"].get<std::string>();
  CHECK(use.find("Research use only") != std::string::npos);
  CHECK(use.find("does not exclude") != std::string::npos);
}

TEST_CASE("Waves stand in seconds, one entry a beat, those of single leads with their peaks") {
  const MeasuredJson delineation = made_json()["delineation"];
  CHECK(delineation["global"][0].dump() ==
        R"({"p_on_s":null,"p_off_s":null,"qrs_on_s":0.77,"qrs_off_s":0.86,"t_on_s":null,"t_off_s":null})");
  CHECK(delineation["leads"]["II"][0].dump() ==
        R"({"p_on_s":null,"p_peak_s":null,"p_off_s":null,"qrs_on_s":0.77,"r_peak_s":0.8123,"qrs_off_s":0.86,)"
        R"("t_on_s":null,"t_peak_s":null,"t_off_s":null})");
  CHECK(delineation["global"].size() == 2);
  CHECK(delineation["leads"]["V1"].size() == 2);
}

TEST_CASE("A value is there or null with its reason, and its standard error stands beside it") {
  const MeasuredJson json = made_json();
  CHECK(json["measurements"].dump() ==
        R"({"heart_rate_bpm":71.2,"pr_ms":null,"qrs_ms":92.0,"ventricular_gradient_x_mv_ms":24.12})");
  CHECK(keys_of(json["measurement_details"]) == keys_of(json["measurements"]));
  CHECK(json["measurement_details"]["pr_ms"]["reason"]["code"] == "NoPWave");
  CHECK(json["measurement_details"]["heart_rate_bpm"]["reason"].is_null());
  CHECK(json["measurement_details"]["heart_rate_bpm"]["standard_error"] == 0.3);
}

TEST_CASE("Amplitudes are millivolts to a microvolt, and no zero is negative") {
  const MeasuredJson lead = made_json()["amplitudes"]["II"];
  CHECK(lead["r_mv"] == 1.235);
  CHECK(lead["s_mv"].dump() == "0.0");
  CHECK(lead["r_peak_time_ms"] == 41.3);
  CHECK(lead["p_mv"].is_null());
}

TEST_CASE("Quality has the shape of a screening's, and what the recording is good for") {
  const MeasuredJson quality = made_json()["quality"];
  CHECK(quality["usable"] == false);
  CHECK(quality["usability"] == "usable_with_leads");
  CHECK(quality["leads"]["II"]["usable"] == true);
  CHECK(quality["leads"]["V1"]["reason"]["code"] == "ConstantLead");
  CHECK(quality["warnings"][0]["code"] == "ElectrodeReversalSuspected");
  CHECK(quality["reason"].is_null());
}

TEST_CASE("A criterion stands with its rule, status, values, reason and evidence") {
  const MeasuredJson criterion = made_json()["criteria"][0];
  CHECK(criterion["name"] == "right_axis_deviation");
  CHECK(criterion["status"] == "not_computable");
  CHECK(criterion["values"].dump() == R"({"qrs_axis_deg":null,"s_i_mv":-0.211})");
  CHECK(criterion["reason"]["code"] == "MissingLead");
  CHECK(criterion["evidence"]["cohort"] == "394 patients");
  CHECK(keys_of(criterion["evidence"]) == std::vector<std::string>{"figures", "target", "cohort", "citation"});
}

TEST_CASE("A criterion's likelihood ratio and the probability after it stand with their intervals, or are null") {
  EcgMeasurement measured = made_measurement();
  const MeasuredJson without = measured_json(simulated_record(), measured)["criteria"][0];
  CHECK(without["likelihood_ratio"].is_null());
  CHECK(without["post_test_probability_percent"].is_null());
  measured.criteria[0].likelihood_ratio = leadwise::Interval95{13.14861, 6.0, 28.7};
  measured.criteria[0].post_test_probability = leadwise::Interval95{0.12345678, 0.05, 0.2};
  const MeasuredJson with = measured_json(simulated_record(), measured)["criteria"][0];
  CHECK(with["likelihood_ratio"].dump() == R"({"value":13.15,"low":6.0,"high":28.7})");
  CHECK(with["post_test_probability_percent"].dump() == R"({"value":12.35,"low":5.0,"high":20.0})");
}

TEST_CASE("A probability after a sign that is far below a tenth of a percent is not 0") {
  EcgMeasurement measured = made_measurement();
  measured.criteria[0].post_test_probability = leadwise::Interval95{0.0002345678, 0.00001, 0.0004};
  const MeasuredJson with = measured_json(simulated_record(), measured)["criteria"][0];
  CHECK(with["post_test_probability_percent"].dump() == R"({"value":0.02346,"low":0.001,"high":0.04})");
}

TEST_CASE("The representative beat has its marks and how many beats it is the median of") {
  const MeasuredJson beat = made_json()["representative_beat"];
  CHECK(beat["beat_count"] == 1);
  CHECK(beat["global"]["qrs_on_s"] == 0.77);
  CHECK(beat["leads"]["II"]["r_peak_s"] == 0.8123);
  EcgMeasurement none = made_measurement();
  none.representative = {};
  CHECK(measured_json(simulated_record(), none)["representative_beat"].is_null());
}

TEST_CASE("The file's own measurements stand beside those of the same thing and the same unit") {
  EcgRecord record = simulated_record();
  record.measurements = {{"PQ interval", 160.0, "ms"},
                         {"ventricular rate", 70.0, "/min"},
                         {"QRS duration", 0.09, "s"},
                         {"QTc interval", 410.0, "ms"}};
  const MeasuredJson json = measured_json(record, made_measurement());
  CHECK(json["stored_measurements"].size() == 4);
  CHECK(json["measurement_details"]["pr_ms"]["stored"]["value"] == 160.0);
  CHECK(json["measurement_details"]["heart_rate_bpm"]["stored"]["name"] == "ventricular rate");
  CHECK(json["measurement_details"]["qrs_ms"]["stored"].is_null());
}

TEST_CASE("An axis in degrees stands beside ours, whether the file abbreviates them or not") {
  EcgRecord record = simulated_record();
  record.measurements = {{"P axis", 56.0, "degrees"}, {"R axis", 55.0, "deg"}, {"T axis", 45.0, "rad"}};
  EcgMeasurement made = made_measurement();
  made.values = {{"p_axis_deg", 60.0, {}, {}}, {"qrs_axis_deg", 49.0, {}, {}}, {"t_axis_deg", 44.0, {}, {}}};
  const MeasuredJson details = measured_json(record, made)["measurement_details"];
  REQUIRE_FALSE(details["p_axis_deg"]["stored"].is_null());
  CHECK(details["p_axis_deg"]["stored"]["value"] == 56.0);
  CHECK(details["qrs_axis_deg"]["stored"]["value"] == 55.0);
  CHECK(details["t_axis_deg"]["stored"].is_null());
}

TEST_CASE("A QTc without its formula is set beside none of the four") {
  EcgRecord record = simulated_record();
  record.measurements = {{"QTc interval", 410.0, "ms"}, {"QTc Bazett", 420.0, "ms"}};
  EcgMeasurement made = made_measurement();
  made.values = {{"qtc_bazett_ms", 419.0, {}, {}}, {"qtc_fridericia_ms", 409.0, {}, {}}};
  const MeasuredJson details = measured_json(record, made)["measurement_details"];
  CHECK(details["qtc_bazett_ms"]["stored"]["value"] == 420.0);
  CHECK(details["qtc_fridericia_ms"]["stored"].is_null());
}

TEST_CASE("What is not a finite number is null") {
  EcgMeasurement made = made_measurement();
  made.values[0].value = std::numeric_limits<double>::quiet_NaN();
  made.values[2].value = std::numeric_limits<double>::infinity();
  const MeasuredJson values = measured_json(simulated_record(), made)["measurements"];
  CHECK(values["heart_rate_bpm"].is_null());
  CHECK(values["qrs_ms"].is_null());
}

TEST_CASE("Nothing that identifies the patient is in a measurement's JSON") {
  EcgRecord record = simulated_record();
  record.patient.name = "Jane Doe";
  record.patient.id = "4711";
  record.comments = {"referred by Dr Roe"};
  record.statements = {"Sinus rhythm, read by Dr Poe"};
  const std::string json = measure_json("a", record, made_measurement());
  for (const char* secret : {"Jane", "4711", "Roe", "Poe"})
    CHECK(json.find(secret) == std::string::npos);
}

TEST_CASE("A record is measured and told end to end") {
  const EcgRecord record = simulated_record();
  const auto measurement = measure_ecg(record);
  REQUIRE(measurement);
  const MeasuredJson json = measured_json(record, *measurement);
  CHECK(json["beats"].size() >= 8);
  CHECK(json["delineation"]["global"].size() == json["beats"].size());
}
