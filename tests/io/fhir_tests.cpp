#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace fhir_tests {

namespace {

Result<EcgRecord> read_document(std::string_view text, const ReadOptions& options = {}) {
  return Files().add("a.json", text).read(options);
}

std::string component(const std::string& code, const std::string& data, const std::string& more = {}) {
  return R"({"code": {"coding": [{"system": "urn:oid:2.16.840.1.113883.6.24", )" + code +
         R"(}]}, "valueSampledData": {"origin": {"value": 0, "unit": "uV", "code": "uV"}, "period": 2, "dimensions": 1, )" +
         more + R"("data": ")" + data + "\"}}";
}

std::string observation(const std::string& components) {
  return R"({"resourceType": "Observation", "status": "final", "subject": {"reference": "Patient/f001", "display": "Jane Doe"},)"
         R"("effectiveDateTime": "2015-02-19T09:30:35+01:00", "device": {"display": "12 lead device"},)"
         R"("performer": [{"display": "Dr. House"}], "interpretation": [{"text": "Sinus rhythm"}], "component": [)" +
         components + "]}";
}

const std::string kTwo = component(R"("code": "131329")", "1 -2 E 4") + "," +
                         component(R"("display": "MDC_ECG_ELEC_POTL_AVF")", "5 L U 8.5", R"("factor": 2.5, )");

}  // namespace

TEST_CASE("a FHIR Observation with a component a lead is read with its scale and context") {
  const auto record = read_document(observation(kTwo));
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "fhir");
  CHECK(record->untried_format);
  CHECK(record->sampling_rate_hz == 500.0);
  REQUIRE(record->channels.size() == 2);
  CHECK(record->channels[0].lead == Lead::I);
  CHECK(record->channels[1].lead == Lead::aVF);
  CHECK(record->channels[0].samples_mv[1] == -0.002);
  CHECK(std::isnan(record->channels[0].samples_mv[2]));
  CHECK(record->channels[1].samples_mv[0] == 0.0125);
  CHECK(std::isnan(record->channels[1].samples_mv[1]));
  CHECK(std::isnan(record->channels[1].samples_mv[2]));
  CHECK(record->channels[0].resolution_mv == 0.001);
  CHECK(record->acquisition_time == "2015-02-19T09:30:35+01:00");
  CHECK(record->device.model == "12 lead device");
  CHECK(record->patient.id == "Patient/f001");
  CHECK(record->patient.name == "Jane Doe");
  CHECK(record->statements == std::vector<std::string>{"Sinus rhythm"});
}

TEST_CASE("a FHIR origin other than zero is added behind the factor and kept as the baseline") {
  const auto record = read_document(observation(
      altered(component(R"("code": "131329")", "100 104", R"("factor": 0.5, )"), R"("value": 0)", R"("value": -50)")));
  REQUIRE(refusal(record) == "");
  const Channel& channel = record->channels[0];
  CHECK(channel.samples_mv == std::vector<double>{0.0, 0.002});
  CHECK(channel.baseline_adu == 100.0);
  CHECK(std::round(channel.samples_mv[1] / channel.resolution_mv + channel.baseline_adu) == 104.0);
}

TEST_CASE("a FHIR document whose keys are sorted is known as one, however long its samples are") {
  std::string samples;
  while (samples.size() < 100'000)
    samples += "12 -7 ";
  const std::string sorted = R"({"component": [)" + component(R"("code": "131329")", samples) +
                             R"(], "resourceType": "Observation", "status": "final"})";
  const auto alone = read_document(sorted);
  REQUIRE(refusal(alone) == "");
  CHECK(alone->format == "fhir");
  CHECK(alone->channels[0].samples_mv[1] == -0.007);
  CHECK(read_document(R"({"entry": [{"resource": )" + sorted + R"(}], "resourceType": "Bundle"})")->format == "fhir");
  // Beside what else would make it a JSON recording.
  const std::string own = R"({"samples": [1, 2, 3], )";
  CHECK(read_document(own + sorted.substr(1))->format == "fhir");
  CHECK(read_document(own + R"("valueSampledData": 1, "unit": "mV", "sampling_rate_hz": 500})")->format == "json");
}

TEST_CASE("FHIR R5 states an interval with its unit") {
  const auto with_interval = [](const std::string& interval) {
    return read_document(observation(altered(component(R"("code": "131329")", "1 2"), R"("period": 2)", interval)));
  };
  CHECK(with_interval(R"("interval": 4, "intervalUnit": "ms")")->sampling_rate_hz == 250.0);
  CHECK(with_interval(R"("interval": 0.004, "intervalUnit": "s")")->sampling_rate_hz == 250.0);
  CHECK(refusal(with_interval(R"("interval": 4, "intervalUnit": "min")")) == "UnsupportedFormat");
  CHECK(refusal(with_interval(R"("offsets": "1 2 4")")) == "UnsupportedFormat");
}

TEST_CASE("a FHIR period that no electrocardiograph has states no rate, and the caller is asked") {
  const std::string text =
      observation(altered(component(R"("code": "131329")", "1 2"), R"("period": 2)", R"("period": 0.001953125)"));
  CHECK(refusal(read_document(text)) == "SamplingRateRequired");
  const auto record = read_document(text, {std::nullopt, 512.0});
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 512.0);
}

TEST_CASE("parts of one FHIR lead that follow each other are joined with a note") {
  const std::string part = component(R"("code": "131329")", "1 2"), next = component(R"("code": "131329")", "3 4");
  const auto record = read_document(observation(part + "," + next));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv == std::vector<double>{0.001, 0.002, 0.003, 0.004});
  CHECK(record->notes.front().message.find("joined") != std::string::npos);
  const auto apart = read_document(observation(part + "," + component(R"("code": "131330")", "1 2") + "," + next));
  REQUIRE(refusal(apart) == "");
  CHECK(apart->channels.size() == 2);
  CHECK(apart->other_signals.size() == 1);
}

TEST_CASE("a FHIR component whose code and words name different leads is taken for none") {
  const auto record =
      read_document(observation(component(R"("code": "131331", "display": "MDC_ECG_ELEC_POTL_III")", "1 2")));
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->channels[0].lead.has_value());
  CHECK(record->notes.front().message.find("different leads") != std::string::npos);
}

TEST_CASE("without a unit a FHIR Observation asks for it; other quantities are left out") {
  const std::string no_unit = altered(component(R"("code": "131329")", "1 2"), R"(, "unit": "uV", "code": "uV")", "");
  CHECK(refusal(read_document(observation(no_unit))) == "UnitRequired");
  CHECK(read_document(observation(no_unit), {VoltageUnit::millivolt, std::nullopt})->channels[0].samples_mv[1] == 2.0);
  const std::string pressure =
      altered(component(R"("code": "150016")", "80 81"), R"("unit": "uV", "code": "uV")", R"("unit": "mm[Hg]")");
  const auto record = read_document(observation(kTwo + "," + pressure));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == 2);
  CHECK(refusal(read_document(observation(pressure))) == "NoEcgChannel");
}

TEST_CASE("a FHIR Bundle gives its one ECG, and the patient's sex and age") {
  const auto bundle = [](const std::string& resources) {
    return read_document(R"({"resourceType": "Bundle", "entry": [)" + resources + "]}");
  };
  const std::string patient =
      R"({"resource": {"resourceType": "Patient", "gender": "female", "birthDate": "1950-02-20"}})";
  const std::string ecg = R"({"resource": )" + observation(kTwo) + "}";
  const auto record = bundle(patient + "," + ecg);
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->patient.age_years == 64.0);
  const auto child = bundle(altered(patient, "1950-02-20", "2005") + "," + ecg);
  REQUIRE(refusal(child) == "");
  CHECK(child->patient.age_years == 9.0);
  CHECK(refusal(bundle(ecg + "," + ecg)) == "UnsupportedFormat");
  CHECK(refusal(bundle(patient)) == "NoEcgChannel");
}

TEST_CASE("FHIR Observations of one lead each, of one time, patient, rate and length, are one ECG") {
  const auto single = [](const std::string& code, const std::string& data, const std::string& more = {}) {
    return R"({"resource": {"resourceType": "Observation", "effectiveInstant": "2015-02-19T09:30:35Z",)"
           R"("interpretation": [{"text": "Sinus rhythm"}], )" +
           more + component(code, data).substr(1) + "}";
  };
  const auto bundle = [](const std::string& resources) {
    return read_document(R"({"resourceType": "Bundle", "entry": [)" + resources + "]}");
  };
  const std::string first = single(R"("code": "131330")", "1 2 3"), second = single(R"("code": "131329")", "4 5 6");
  const auto record = bundle(first + "," + second);
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 2);
  CHECK(record->find(Lead::I)->samples_mv == std::vector<double>{0.004, 0.005, 0.006});
  CHECK(record->find(Lead::II)->samples_mv == std::vector<double>{0.001, 0.002, 0.003});
  CHECK(record->statements == std::vector<std::string>{"Sinus rhythm"});
  CHECK(record->notes.front().message.find("one ECG") != std::string::npos);
  const auto why_not = [&](const std::string& other) {
    const auto refused = bundle(first + "," + other);
    REQUIRE(refusal(refused) == "UnsupportedFormat");
    return refused.error().message;
  };
  CHECK(why_not(first).find("lead II is there twice") != std::string::npos);
  CHECK(why_not(altered(second, "09:30", "09:31")).find("different times") != std::string::npos);
  CHECK(why_not(altered(second, "\"period\": 2", "\"period\": 4")).find("rates") != std::string::npos);
  CHECK(why_not(single(R"("code": "131329")", "4 5")).find("lengths") != std::string::npos);
  CHECK(
      why_not(single(R"("code": "131329")", "4 5 6", R"("subject": {"reference": "Patient/2"}, )")).find("patients") !=
      std::string::npos);
  CHECK(why_not(single(R"("code": "1")", "4 5 6")).find("no standard lead") != std::string::npos);
}

TEST_CASE("a negative FHIR factor turns the samples round and leaves their step positive") {
  const auto record = read_document(observation(
      altered(component(R"("code": "131329")", "100 104", R"("factor": -0.5, )"), R"("value": 0)", R"("value": 50)")));
  REQUIRE(refusal(record) == "");
  const Channel& channel = record->channels[0];
  CHECK(channel.samples_mv == std::vector<double>{0.0, -0.002});
  CHECK(channel.resolution_mv == 0.0005);
  CHECK(std::round(channel.samples_mv[1] / channel.resolution_mv + channel.baseline_adu) == -104.0);
  CHECK(record->notes.front().code == ErrorCode::InvalidGain);
}

TEST_CASE("what a FHIR document says wrongly is refused by name") {
  const auto code = [](std::string_view from, std::string_view to) {
    return refusal(
        read_document(altered(observation(component(R"("code": "131329")", "1 2", R"("factor": 1, )")), from, to)));
  };
  CHECK(code("\"1 2\"", "\"1 x\"") == "InvalidSample");
  CHECK(code("\"1 2\"", "\"1,2\"") == "InvalidSample");
  CHECK(code("\"1 2\"", "\"1 inf\"") == "InvalidSample");
  CHECK(code("\"1 2\"", "\" \"") == "TruncatedData");
  CHECK(code("\"factor\": 1", "\"factor\": 0") == "InvalidGain");
  CHECK(code("\"factor\": 1", "\"factor\": \"1\"") == "InvalidGain");
  CHECK(code("\"value\": 0", "\"value\": null") == "InvalidHeader");
  CHECK(code("\"period\": 2", "\"period\": 0") == "InvalidSamplingRate");
  CHECK(code("\"dimensions\": 1", "\"dimensions\": 2") == "UnsupportedFormat");
  CHECK(code("]}", "") == "InvalidHeader");
}

TEST_CASE("what a FHIR document says wrongly is refused at its place") {
  const std::string sound = observation(kTwo);
  const auto place_in = [](const std::string& text) { return read_document(text).error().offset; };
  const std::string word = altered(sound, "U 8.5", "U x8.5");
  CHECK(place_in(word) == word.find("x8.5"));
  const std::string factor = altered(sound, "2.5, ", "0, ");
  CHECK(place_in(factor) == factor.find("5 L U"));
  const std::string unit = altered(sound, R"(, "unit": "uV", "code": "uV")", "");
  CHECK(place_in(unit) == unit.find("1 -2 E"));
  CHECK(refusal(read_document(unit)) == "UnitRequired");
  const std::string rate = altered(altered(sound, "\"period\"", "\"x\""), "\"period\"", "\"x\"");
  CHECK(place_in(rate) == rate.find("1 -2 E"));
  const std::string damaged = altered(sound, "\"period\": 2", "\"period\"; 2");
  CHECK(refusal(read_document(damaged)) == "InvalidHeader");
  CHECK(place_in(damaged) == damaged.find(';') + 1);
  const std::string cut = sound.substr(0, sound.size() - 9);
  CHECK(refusal(read_document(cut)) == "TruncatedData");
  CHECK(place_in(cut) == cut.size());
  CHECK(place_in(observation("")) == 0);
}

TEST_CASE("decimal numbers in FHIR sampled data have no smallest step, so that no writer rounds them to one") {
  const auto record = read_document(observation(component(R"("code": "131329")", "0.25 1.5 8", R"("factor": 1000, )")));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv == std::vector<double>{0.25, 1.5, 8.0});
  CHECK(record->channels[0].resolution_mv == 0.0);
}

TEST_CASE("whichever format says who confirmed the ECG, it is no statement") {
  const auto record = read_document(altered(observation(kTwo), "Sinus rhythm\"}", "Confirmed by Dr. House\"}"));
  REQUIRE(refusal(record) == "");
  CHECK(record->statements.empty());
}

}  // namespace fhir_tests
