#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace json_record_tests {

namespace {

Result<EcgRecord> read_document(std::string_view text, const ReadOptions& options = {}) {
  return Files().add("a.json", text).read(options);
}

std::string format_of(std::string_view text) {
  const Bytes bytes = bytes_of(text);
  return std::string(detect_format({"file", bytes}).value_or("none"));
}

constexpr ReadOptions kMicrovolts500{VoltageUnit::microvolt, 500.0};

}  // namespace

TEST_CASE("a record written as JSON reads back equal to the last digit, without being asked anything") {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  EcgRecord record;
  record.sampling_rate_hz = 333.3333333333333;
  record.channels = {{"I", Lead::I, 0.0, 0.0, {0.1, -1.0 / 3.0, 1e-7}},
                     {"avr", Lead::aVR, 0.0, 0.0, {kMissing, -2.0, 5e-324}},
                     {"odd.label, \"x\"", std::nullopt, 0.0, 0.0, {1.0, 2.0, 1e17}}};
  record.patient.age_years = 59.0;
  record.patient.sex = Sex::female;
  record.patient.id = "4711";
  record.patient.name = "Jane Doe";
  record.patient.birth_date = "1961-01-31";
  record.acquisition_time = "2020-02-05T11:39:16";
  record.comments = {"Paced rhythm"};
  const auto files = write_record(record, "json", "out", true);
  REQUIRE(files.has_value());
  const auto back = Files().add("out.json", files->front().bytes).read();
  REQUIRE(refusal(back) == "");
  CHECK(back->format == "json");
  CHECK(back->sampling_rate_hz == record.sampling_rate_hz);
  REQUIRE(back->channels.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back->channels[i].lead == record.channels[i].lead);
    for (std::size_t sample = 0; sample < 3; ++sample) {
      const double before = record.channels[i].samples_mv[sample], after = back->channels[i].samples_mv[sample];
      CHECK((before == after || (std::isnan(before) && std::isnan(after))));
    }
  }
  CHECK(back->channels[2].label == "odd.label, \"x\"");
  CHECK(back->patient.age_years == 59.0);
  CHECK(back->patient.sex == Sex::female);
  CHECK(back->patient.id == "4711");
  CHECK(back->patient.name == "Jane Doe");
  CHECK(back->patient.birth_date == "1961-01-31");
  CHECK(back->acquisition_time == record.acquisition_time);
  CHECK(back->comments == record.comments);
  CHECK(back->paced == true);
  CHECK(back->notes.empty());
}

TEST_CASE("plain JSON of like shapes is read") {
  for (const char* text : {
           R"({"fs": 500, "unit": "uV", "leads": {"I": [1, 2, 3], "V1": [4, 5, 6]}})",
           R"({"ecg": [[1, 2, 3], [4, 5, 6]], "lead_names": ["I", "V1"], "sampling_rate": "500 Hz", "units": "uV"})",
           R"({"ecg": [[1, 4], [2, 5], [3, 6]], "leads": ["I", "V1"], "fs": 500, "units": ["uV", "uV"]})",
           R"({"record": {"V1": [4, 5, 6], "I": [1, 2, 3], "fs": 500, "unit": "uV"}})",
           R"({"I": [1, 2, 3], "V1": [4, 5, 6], "meta": {"sfreq": 0.5e3, "unit": "uV"}})",
       }) {
    CAPTURE(text);
    const auto record = read_document(text);
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == 500.0);
    REQUIRE(record->find(Lead::V1) != nullptr);
    CHECK(record->find(Lead::I)->samples_mv == std::vector<double>{0.001, 0.002, 0.003});
    CHECK(record->find(Lead::V1)->samples_mv == std::vector<double>{0.004, 0.005, 0.006});
  }
}

TEST_CASE("JSON without unit or rate asks for them, and a bare list needs both") {
  CHECK(refusal(read_document(R"({"leads": {"I": [1, 2]}})")) == "SamplingRateRequired");
  CHECK(refusal(read_document(R"({"leads": {"I": [1, 2]}, "fs": 500})")) == "UnitRequired");
  const auto record = read_document("[[1, 2, 3], [4, null, 6]]", kMicrovolts500);
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 2);
  CHECK(std::isnan(record->channels[1].samples_mv[1]));
}

TEST_CASE("channels in other units than voltages are left out with a note") {
  const auto record =
      read_document(R"({"ecg": [[1, 2, 3], [4, 5, 6]], "leads": ["I", "ABP"], "fs": 500, "units": ["mV", "mmHg"]})");
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == 1);
  CHECK(record->notes.size() == 1);
  CHECK(refusal(read_document(R"({"ecg": [[1, 2, 3]], "fs": 500, "unit": "mmHg"})")) == "NoEcgChannel");
}

TEST_CASE("statements that contradict each other or are none are refused") {
  CHECK(refusal(read_document(R"({"ecg": [[1, 2, 3]], "fs": 500, "freq": 250, "unit": "mV"})")) == "InvalidHeader");
  CHECK(refusal(read_document(R"({"ecg": [[1, 2, 3]], "fs": -5, "unit": "mV"})")) == "InvalidSamplingRate");
  CHECK(refusal(read_document(R"({"ecg": [[1, 2, 3]], "fs": "fast", "unit": "mV"})")) == "InvalidSamplingRate");
  CHECK(refusal(read_document(R"({"ecg": [[1, 2, 3], [4, 5, 6]], "leads": ["I"], "fs": 500, "unit": "mV"})")) ==
        "InvalidHeader");
  CHECK(refusal(read_document(R"({"ecg": [[1, 2], [3, 4]], "fs": 500, "unit": "mV"})")) == "InvalidHeader");
  CHECK(refusal(read_document(R"({"leads": {"I": [1, 2], "II": [1]}, "fs": 500, "unit": "mV"})")) == "InvalidHeader");
}

TEST_CASE("a list of lead names counts whatever it is called, if it names nothing but leads and every channel") {
  for (const char* key : {"ch_names", "lead_order", "description", "whatever"}) {
    CAPTURE(key);
    const auto record = read_document(R"({"val": [[1, 2, 3], [4, 5, 6]], "fs": 500, "unit": "uV", ")" +
                                      std::string(key) + R"(": ["V1", "I"]})");
    REQUIRE(refusal(record) == "");
    REQUIRE(record->find(Lead::I) != nullptr);
    CHECK(record->find(Lead::I)->samples_mv == std::vector<double>{0.004, 0.005, 0.006});
    CHECK(record->notes.empty());
  }
  for (const char* other : {R"("bad_leads": ["V1", "V2", "V3"])", R"("nyha": "II")", R"("classes": ["I", "I"])",
                            R"("words": ["I", "am"])"}) {
    CAPTURE(other);
    const auto record =
        read_document(R"({"val": [[1, 2, 3, 4], [4, 5, 6, 7]], "fs": 500, "unit": "uV", )" + std::string(other) + "}");
    REQUIRE(refusal(record) == "");
    CHECK_FALSE(record->channels[0].lead.has_value());
  }
  CHECK(refusal(read_document(R"({"val": [[1, 2, 3], [4, 5, 6]], "fs": 500, "unit": "uV", "a": ["V1", "I"], "b": ["I",
                              "V1"]})")) == "InvalidHeader");
}

TEST_CASE("lead names in one text are told apart at commas or blanks") {
  for (const char* names : {"V1,I", "V1 I", "V1; I", "['V1', 'I']", "Lead V1, Lead I"}) {
    CAPTURE(names);
    const auto record = read_document(R"({"ecg": [[1, 2, 3], [4, 5, 6]], "fs": 500, "unit": "uV", "leads": ")" +
                                      std::string(names) + "\"}");
    REQUIRE(refusal(record) == "");
    CHECK(record->channels[1].lead == Lead::I);
  }
  const auto alone = read_document(R"({"ecg": [1, 2, 3], "fs": 500, "unit": "uV", "lead": "Lead I"})");
  REQUIRE(refusal(alone) == "");
  CHECK(alone->channels[0].lead == Lead::I);
}

TEST_CASE("a scale that is not applied is named, whatever it is called") {
  for (const char* key : {"gain", "resolution", "amplitude_resolution", "units_per_bit", "offset", "baseline"}) {
    CAPTURE(key);
    const auto record = read_document(R"({"ecg": [[1, 2, 3]], "leads": ["I"], "fs": 500, "unit": "uV", ")" +
                                      std::string(key) + R"(": 4.88})");
    REQUIRE(refusal(record) == "");
    REQUIRE(record->notes.size() == 1);
    CHECK(record->notes[0].code == ErrorCode::InvalidGain);
    CHECK(record->notes[0].message.find(key) != std::string::npos);
  }
}

TEST_CASE("Kardia's recording is read as it was recorded, in nanovolts a count") {
  const auto version = [](std::string_view name, int more) {
    const std::string digit = std::to_string(more);
    return "\"" + std::string(name) + "\":{\"frequency\":300,\"mainsFrequency\":50,\"samples\":{\"leadI\":[-4" + digit +
           ",-2" + digit + "],\"AVR\":[1,2" + digit + "]},\"amplitudeResolution\":500,\"numLeads\":2}";
  };
  for (const std::string& data : {version("raw", 0) + ',' + version("enhanced", 1),
                                  version("enhanced", 1) + ',' + version("raw", 0), version("raw", 0)}) {
    CAPTURE(data);
    const EcgRecord record = read_ok("{\"heartRate\":89,\"data\":{" + data + "}}");
    CHECK(record.sampling_rate_hz == 300.0);
    REQUIRE(record.channels.size() == 2);
    CHECK(record.find(Lead::I)->samples_mv == std::vector<double>{-0.02, -0.01});
    CHECK(record.find(Lead::aVR)->samples_mv[1] == 0.01);
    const bool both = data.find("enhanced") != std::string::npos;
    REQUIRE(record.notes.size() == (both ? 1 : 0));
    if (both)
      CHECK(record.notes[0].message == "the array \"data.enhanced.samples\" was left out");
  }
  const EcgRecord enhanced = read_ok("{\"data\":{" + version("enhanced", 1) + "}}");
  CHECK(enhanced.find(Lead::I)->samples_mv[0] == -41.0 / 2000.0);
}

TEST_CASE("an amplitudeResolution that is not Kardia's is not applied") {
  CHECK(refusal(read_text("{\"fs\":500,\"amplitudeResolution\":500,\"ecg\":[1,2,3]}")) == "UnitRequired");
}

TEST_CASE("the watch's samples are counts of which the file says how many a millivolt has") {
  const EcgRecord record = read_ok(
      "{\"electrocardiogram\":{\"waveformSamples\":[-218,109,0],\"samplingFrequencyHertz\":250,"
      "\"millivoltsScalingFactor\":10900}}");
  CHECK(record.sampling_rate_hz == 250.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].samples_mv == std::vector<double>{-0.02, 0.01, 0.0});
}

TEST_CASE("a list of one object with one list of samples is read as that object") {
  const std::string reading =
      R"({"waveformSamples": [-5461, 10922, 0], "samplingFrequencyHz": "250", "scalingFactor": 10922, "leadNumber": 1})";
  const EcgRecord record = read_ok("{\"ecgReadings\": [" + reading + "], \"pagination\": {\"limit\": 1}}");
  CHECK(record.sampling_rate_hz == 250.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].samples_mv == std::vector<double>{-0.5, 1.0, 0.0});
  CHECK_FALSE(record.channels[0].lead.has_value());
  // Of two recordings none is chosen; a scale beside other samples is not known.
  CHECK(refusal(read_text("{\"ecgReadings\": [" + reading + "," + reading + "]}")) == "UnsupportedFormat");
  CHECK(refusal(read_text("{\"r\": [{\"ecg\": [1, 2], \"scalingFactor\": 2, \"fs\": 500}]}")) == "UnitRequired");
}

TEST_CASE("a list of one object beside other numbers, or beside another such list, is not taken for the recording") {
  const EcgRecord pulse = read_ok(R"({"fs": 500, "unit": "mV", "data": [1, 2, 3], "pleth": [{"signal": [9, 9]}]})");
  REQUIRE(pulse.channels.size() == 1);
  CHECK(pulse.channels[0].samples_mv == std::vector<double>{1.0, 2.0, 3.0});
  CHECK(refusal(read_text(R"({"fs": 500, "ecg": [1, 2, 3], "reference": [{"unit": "uV", "values": [1, 2]}]})")) ==
        "UnitRequired");
  const EcgRecord child =
      read_ok(R"({"fs": 500, "unit": "mV", "ecg": [1, 2, 3], "family": [{"age": 7, "sex": "male", "visits": [1, 2]}]})");
  CHECK_FALSE(child.patient.age_years.has_value());
  const EcgRecord events =
      read_ok(R"({"fs": 500, "unit": "mV", "I": [1, 2, 3], "II": [1, 2, 3], "events": [{"samples": [4, 5]}]})");
  CHECK(events.channels.size() == 2);
  CHECK(refusal(read_text(R"({"a": [{"ecg": [1, 2]}], "b": [{"ecg": [3, 4]}], "fs": 500, "unit": "mV"})")) ==
        "UnsupportedFormat");
}

TEST_CASE("times beside the samples give the rate, unless one is stated") {
  const auto read_times = [](const std::string& key, const std::string& times, const ReadOptions& options = {}) {
    return read_document(
        R"({"ecg": [[1, 2, 3], [4, 5, 6]], "leads": ["I", "V1"], "unit": "uV", ")" + key + "\": " + times + "}",
        options);
  };
  CHECK(read_times("time", "[0, 0.002, 0.004]")->sampling_rate_hz == 500.0);
  CHECK(read_times("time_ms", "[10, 14, 18]")->sampling_rate_hz == 250.0);
  CHECK(refusal(read_times("time", "[0, 2, 4]")) == "SamplingRateRequired");
  CHECK(refusal(read_times("time", "[0, 0.002]")) == "SamplingRateRequired");
  CHECK(refusal(read_times("time", "[0, 0.002, 0.009]")) == "InvalidHeader");
  CHECK(read_times("time", "[0, 0.002, 0.009]", {std::nullopt, 500.0})->notes.size() == 1);
  CHECK(read_times("fs\": 250, \"time", "[0, 0.002, 0.004]")->sampling_rate_hz == 250.0);
  CHECK(read_times("srate", "360")->sampling_rate_hz == 360.0);
}

TEST_CASE("a list of objects with a name and samples each is an ECG") {
  for (
      const char* text : {
          R"({"fs": 500, "unit": "uV", "leads": [{"name": "V1", "samples": [4, 5, 6]}, {"name": "I", "samples": [1, 2, 3]}]})",
          R"({"fs": 500, "channels": [{"label": "V1", "unit": "uV", "data": [4, 5, 6], "peaks": [1, 2]},
               {"label": "I", "unit": "uV", "data": [1, 2, 3], "peaks": [1]}]})",
          R"({"r": {"leads": [{"lead": "V1", "values": [4, 5, 6], "fs": 500}, {"lead": "I", "values": [1, 2, 3], "fs": 500}],
               "unit": "uV", "filters": [{"frequency": 50}]}})",
          R"({"fs": 500, "unit": "uV", "data": [[4, 5, 6], [1, 2, 3]], "chanlocs": [{"labels": "V1"}, {"labels": "I"}]})",
      }) {
    CAPTURE(text);
    const auto record = read_document(text);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "json");
    CHECK(record->sampling_rate_hz == 500.0);
    REQUIRE(record->channels.size() == 2);
    CHECK(record->find(Lead::I)->samples_mv == std::vector<double>{0.001, 0.002, 0.003});
    CHECK(record->find(Lead::V1)->samples_mv == std::vector<double>{0.004, 0.005, 0.006});
  }
}

TEST_CASE("of listed channels none takes another one's unit, and none is lost for its name") {
  const auto record = read_document(
      R"({"fs": 500, "unit": "uV", "leads": [{"name": "I", "unit": "mV", "samples": [1, 2]}, {"name": "x", "samples": [1, 2]},
          {"name": "II", "unit": "uV", "samples": [1, 2]}]})");
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 2);
  CHECK(record->channels[0].samples_mv[0] == 1.0);
  CHECK(record->channels[1].samples_mv[0] == 0.001);
  CHECK(record->notes.size() == 1);
  const auto odd = read_document(
      R"({"fs": 500, "unit": "uV", "leads": [{"name": "I", "samples": [1, 2]}, {"name": "ABP", "samples": [1, 2]}]})");
  REQUIRE(refusal(odd) == "");
  CHECK(odd->channels[1].label == "ABP");
}

TEST_CASE("lists of objects that are no channels are left out and never too many") {
  std::string beats;
  for (int i = 0; i < 3000; ++i)
    beats += (i == 0 ? "" : ",") + std::string(R"({"time": 1, "fs": 3, "unit": "V", "type": "N"})");
  for (const std::string& other : {beats, std::string(R"({"time": 1, "fs": 3}, {"x": [{"fs": 9}]})"),
                                   std::string(R"({"a": 1}, 2, {"b": 3})"), std::string(R"({"a": 1}, [2], "x")")}) {
    const auto record =
        read_document(R"({"leads": {"I": [1, 2]}, "beats": [)" + other + R"(], "fs": 500, "unit": "uV"})");
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == 500.0);
    REQUIRE(record->notes.size() == 1);
    CHECK(record->notes[0].message.find("beats (") != std::string::npos);
  }
}

TEST_CASE("no order is assumed beside a list of leads that is none of texts") {
  const std::string row = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]";
  std::string rows = row;
  for (int i = 1; i < 12; ++i)
    rows += "," + row;
  for (const char* other : {R"("leads": ["I", 2])", R"("lead_order": [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])",
                            R"("lead_order": "Cabrera")"}) {
    CAPTURE(other);
    const auto record = read_document(R"({"ecg": [)" + rows + R"(], "fs": 500, "unit": "uV", )" + other + "}");
    REQUIRE(refusal(record) == "");
    CHECK_FALSE(record->channels[0].lead.has_value());
    CHECK(record->notes[0].message.find("none is taken as a lead") != std::string::npos);
  }
}

TEST_CASE("several arrays of equal right are not guessed between") {
  const auto record = read_document(R"({"a": {"data": [1, 2, 3]}, "b": {"data": [1, 2, 3]}})", kMicrovolts500);
  REQUIRE(refusal(record) == "UnsupportedFormat");
  CHECK(record.error().message.find("a.data") != std::string::npos);
  CHECK(record.error().message.find("b.data") != std::string::npos);
}

TEST_CASE("lists that are no array are named") {
  const auto ragged = read_document(R"({"ecg": [[1, 2, 3], [4, 5]], "fs": 500, "unit": "mV"})");
  REQUIRE(refusal(ragged) == "UnsupportedFormat");
  CHECK(ragged.error().message.find("different lengths") != std::string::npos);
  CHECK(refusal(read_document(R"({"ecg": [1, "2", 3], "fs": 500, "unit": "mV"})")) == "UnsupportedFormat");
  CHECK(refusal(read_document(R"({"ecg": [1, [2], 3], "fs": 500, "unit": "mV"})")) == "UnsupportedFormat");
}

TEST_CASE("of an empty list among samples nothing is read") {
  const auto message_of = [](std::string_view lead_ii) {
    const auto record =
        read_document(R"({"I": [1, 2], "II": )" + std::string(lead_ii) + R"(, "fs": 500, "unit": "mV"})");
    REQUIRE(record);
    CHECK(record->channels.size() == 1);
    return record->notes.empty() ? "" : record->notes.back().message;
  };
  for (const std::string_view lead_ii : {"[[], 22]", "[[], []]", "[[[]], [1, 2]]", "[[], 1, 2, []]"})
    CHECK(message_of(lead_ii).find("II (") != std::string::npos);
}

TEST_CASE("broken JSON is refused at its place, and depth costs nothing") {
  const auto broken = read_document(R"({"ecg": [1, 2, x], "fs": 500})");
  REQUIRE(refusal(broken) == "InvalidHeader");
  CHECK(broken.error().offset == 16);
  CHECK(refusal(read_document(R"({"ecg": [1, 2, 3)")) == "TruncatedData");
  const std::string deep = R"({"ecg": [1, 2], "x": )" + std::string(100000, '[');
  CHECK(refusal(read_document(deep)) == "TruncatedData");
  std::string many = R"({"ecg": [1, 2])";
  for (int i = 0; i < 5000; ++i)
    many += ",\"" + std::to_string(i) + "\":1";
  CHECK(refusal(read_document(many + '}')) == "TooLarge");
}

TEST_CASE("JSON is an ECG only where lists of numbers stand under names of samples or leads") {
  CHECK(format_of(R"({"a": [1, 2, 3]})") == "none");
  CHECK(format_of(R"({"data": [{"id": 1}]})") == "none");
  CHECK(format_of(R"({"leads": ["I", "II"]})") == "none");
  CHECK(format_of(R"({"text": "data: [1"})") == "none");
  CHECK(format_of(R"({"data": [1, 2]})") == "json");
  CHECK(format_of(R"( {"aVR" : [ -0.5, 2]})") == "json");
  // A quote in a text ends no text.
  CHECK(format_of(R"({"comments": ["one \" quote"], "data": [1, 2]})") == "json");
  CHECK(format_of(R"({"text": "\"data\": [1"})") == "none");
}

TEST_CASE("a rate that is another signal's or a filter's is not the ECG's") {
  const auto code = [](const std::string& beside) {
    return refusal(read_document(R"({"unit": "mV", "leads": {"I": [1, 2, 3]}, )" + beside + "}"));
  };
  CHECK(code(R"("notch": {"frequency": 50})") == "SamplingRateRequired");
  CHECK(code(R"("ppg": {"fs": 64, "values": [1, 2, 3]})") == "SamplingRateRequired");
  CHECK(code(R"("header": {"fs": 500})").empty());
  CHECK(code(R"("frequency": 500)").empty());
}

TEST_CASE("a name in JSON is kept no longer than any lead's, since all that lies under it repeats it") {
  const std::string name(1000, 'x');
  const auto record = read_document("{\"fs\": 500, \"unit\": \"mV\", \"leads\": {\"" + name + "\": [1, 2, 3]}}");
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].label.size() == 256);
}

TEST_CASE("JSON and CSV say that a rhythm is paced, whether or not identifying text is written") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = {{"I", Lead::I, 0.0, 0.0, {0.1, 0.2, 0.3}}};
  const auto back = [&](const char* format) {
    const auto files = write_record(record, format, "out", false);
    REQUIRE(files.has_value());
    return Files().add(files->front().name, files->front().bytes).read()->paced;
  };
  CHECK_FALSE(back("json").has_value());
  CHECK_FALSE(back("csv").has_value());
  record.paced = true;
  CHECK(back("json") == true);
  CHECK(back("csv") == true);
  record.paced = false;
  CHECK(back("json") == false);
}

TEST_CASE("channels of one name have keys of their own in JSON") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels.assign(3, {"x", std::nullopt, 0.0, 0.0, {0.1, 0.2, 0.3}});
  const auto files = write_record(record, "json", "out", false);
  REQUIRE(files.has_value());
  const auto back = Files().add("out.json", files->front().bytes).read();
  REQUIRE(refusal(back) == "");
  REQUIRE(back->channels.size() == 3);
  CHECK(back->channels[1].label == "x (2)");
  CHECK(back->channels[2].label == "x (3)");
}

}  // namespace json_record_tests
