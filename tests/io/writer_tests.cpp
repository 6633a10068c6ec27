#include "leadwise/writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace writer_tests {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

EcgRecord sample_record() {
  EcgRecord record;
  record.format = "test";
  record.sampling_rate_hz = 360.0;
  record.channels = {{"I", Lead::I, 0.0, 0.0, {0.1, -1.0 / 3.0, 1e-7, 2.5, 0.0}},
                     {"avr", Lead::aVR, 0.0, 0.0, {kMissing, 1.0, -2.0, kMissing, 0.3}},
                     {"odd, \"label\"", std::nullopt, 0.0, 0.0, {1.0, 2.0, 3.0, 4.0, 5.0}}};
  record.patient.age_years = 59.0;
  record.patient.sex = Sex::female;
  record.patient.id = "4711";
  record.patient.name = "Jane Doe";
  record.comments = {"Seen by Dr. House"};
  record.acquisition_time = "2020-02-05T11:39:16";
  return record;
}

std::vector<OutputFile> written(const EcgRecord& record, std::string_view format, bool identifiers = false) {
  auto files = write_record(record, format, "out", identifiers);
  REQUIRE(files.has_value());
  return *files;
}

std::string text_of(const OutputFile& file) { return {file.bytes.begin(), file.bytes.end()}; }

EcgRecord read_back(const std::vector<OutputFile>& files) {
  Files given;
  for (const OutputFile& file : files)
    given.add(file.name, file.bytes);
  const auto record = given.read();
  REQUIRE(refusal(record) == "");
  return *record;
}

// Largest difference in mV; infinite where a sample is missing in one and not in the other.
double largest_difference(const Channel& a, const Channel& b) {
  double largest = a.samples_mv.size() == b.samples_mv.size() ? 0.0 : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < std::min(a.samples_mv.size(), b.samples_mv.size()); ++i) {
    if (std::isnan(a.samples_mv[i]) && std::isnan(b.samples_mv[i]))
      continue;
    const double difference = std::abs(a.samples_mv[i] - b.samples_mv[i]);
    largest = std::isnan(difference) ? std::numeric_limits<double>::infinity() : std::max(largest, difference);
  }
  return largest;
}

}  // namespace

TEST_CASE("a record written as CSV reads back equal to the last digit, without being asked anything") {
  const EcgRecord record = sample_record();
  const auto files = written(record, "csv");
  REQUIRE(files.size() == 1);
  CHECK(files[0].name == "out.csv");
  CHECK(text_of(files[0]).rfind("time_s,I,aVR,", 0) == 0);
  const EcgRecord back = read_back(files);
  REQUIRE(back.channels.size() == 3);
  CHECK(back.sampling_rate_hz == 360.0);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(largest_difference(record.channels[i], back.channels[i]) == 0.0);
  CHECK(back.channels[1].lead == Lead::aVR);
  CHECK_FALSE(back.channels[2].lead.has_value());
}

TEST_CASE("the sampling rate survives CSV whatever it is") {
  for (const double rate_hz : {100.0, 128.0, 257.0, 333.3333333333333, 360.0, 500.0, 977.517, 999.56, 1000.0, 2000.0}) {
    EcgRecord record = sample_record();
    record.sampling_rate_hz = rate_hz;
    for (Channel& channel : record.channels)
      channel.samples_mv.resize(5000, 0.25);
    CHECK(read_back(written(record, "csv")).sampling_rate_hz == rate_hz);
  }
}

TEST_CASE("a record written as WFDB reads back within half a step of its finest scale, checksums right") {
  const EcgRecord record = sample_record();
  const EcgRecord back = read_back(written(record, "wfdb"));
  REQUIRE(back.channels.size() == 3);
  CHECK(back.notes.empty());
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back.channels[i].resolution_mv <= 5.0 / 32000.0);
    CHECK(largest_difference(record.channels[i], back.channels[i]) <= 0.501 * back.channels[i].resolution_mv);
  }
  CHECK(back.patient.age_years == 59.0);
  CHECK(back.patient.sex == Sex::female);
  CHECK(back.acquisition_time == "2020-02-05T11:39:16");
}

TEST_CASE("a record that came in integers keeps them through WFDB") {
  for (const char* gain : {"1000/mV", "7247/mV", "1.253e+04(-33)/mV", "2/uV", "204.8(1024)/mV", "3333/V"}) {
    CAPTURE(gain);
    const std::string header = altered(kSmallHeader, "1000/mV", gain);
    const auto record = read_small(header);
    REQUIRE(refusal(record) == "");
    const auto files = written(*record, "wfdb");
    CHECK(files[1].bytes == small_samples());
    const EcgRecord back = read_back(files);
    for (std::size_t i = 0; i < 3; ++i)
      CHECK(back.channels[i].samples_mv == record->channels[i].samples_mv);
  }
}

TEST_CASE("a range beyond 16 bits of the own resolution gets a coarser scale") {
  EcgRecord record = sample_record();
  record.channels = {{"I", Lead::I, 0.001, 0.0, {100.0, -100.0, 0.5}}};
  const EcgRecord back = read_back(written(record, "wfdb"));
  CHECK(largest_difference(record.channels[0], back.channels[0]) <= 0.501 * back.channels[0].resolution_mv);
  record.channels[0].samples_mv = {1e9, -5e8, 0.0};
  const EcgRecord huge = read_back(written(record, "wfdb"));
  CHECK(largest_difference(record.channels[0], huge.channels[0]) <= 0.501 * huge.channels[0].resolution_mv);
}

TEST_CASE("a flat and a missing channel survive WFDB") {
  EcgRecord record = sample_record();
  record.channels = {{"I", Lead::I, 0.0, 0.0, {0.0, 0.0}}, {"II", Lead::II, 0.0, 0.0, {kMissing, kMissing}}};
  const EcgRecord back = read_back(written(record, "wfdb"));
  CHECK(back.channels[0].samples_mv == std::vector<double>{0.0, 0.0});
  CHECK(std::isnan(back.channels[1].samples_mv[1]));
}

TEST_CASE("identifying fields are written only when asked for") {
  EcgRecord record = sample_record();
  // EDF has no mark for a missing sample.
  record.channels[1].samples_mv = {0.1, 1.0, -2.0, 0.2, 0.3};
  for (const std::string_view format : writable_formats()) {
    CAPTURE(format);
    std::string silent, open;
    for (const OutputFile& file : written(record, format, false))
      silent += text_of(file);
    for (const OutputFile& file : written(record, format, true))
      open += text_of(file);
    for (const char* secret : {"4711", "Jane", "House"}) {
      CHECK(silent.find(secret) == std::string::npos);
      // CSV has no place for any of them, EDF none for free text.
      const bool has_place = format != "csv" && !(format == "edf" && std::string_view(secret) == "House");
      if (has_place)
        CHECK(open.find(secret) != std::string::npos);
    }
  }
}

TEST_CASE("identifying fields survive WFDB when asked for") {
  const EcgRecord back = read_back(written(sample_record(), "wfdb", true));
  CHECK(back.patient.id == "4711");
  CHECK(back.patient.name == "Jane Doe");
  CHECK(back.patient.age_years == 59.0);
}

TEST_CASE("JSON holds the rate and the samples by lead in millivolts") {
  const auto document = nlohmann::json::parse(text_of(written(sample_record(), "json")[0]), nullptr, false);
  REQUIRE(document.is_object());
  CHECK(document["sampling_rate_hz"] == 360.0);
  CHECK(document["leads"]["I"][1] == -1.0 / 3.0);
  CHECK(document["leads"]["aVR"][0].is_null());
  CHECK(document["leads"].size() == 3);
}

TEST_CASE("labels cannot break the lines of a file") {
  EcgRecord record = sample_record();
  record.channels[2].label = "a\nb\rc \x7F\"d\", e";
  record.comments = {"line\nx.dat 16", "delete\x7F"};
  CHECK(read_back(written(record, "wfdb", true)).channels.size() == 3);
  CHECK(read_back(written(record, "csv")).channels.size() == 3);
  record.channels[2].label = "a\x7F";
  record.patient.birth_date = "b\x7F";
  CHECK(read_back(written(record, "wfdb", true)).channels.size() == 3);
  CHECK(read_back(written(record, "csv")).channels.size() == 3);
  record.channels[2].label = "\xFF\xFE";
  CHECK(nlohmann::json::parse(text_of(written(record, "json", true)[0]), nullptr, false).is_object());
}

TEST_CASE("a label that holds another table's delimiter stays one cell in CSV") {
  for (const char* label : {"FFF;I", "I;II", "a,I", "I\tII", "I II", ";I;"}) {
    CAPTURE(label);
    EcgRecord record = sample_record();
    record.channels = {{label, std::nullopt, 0.0, 0.0, {0.0, 5.0, 0.24}}};
    const EcgRecord back = read_back(written(record, "csv"));
    REQUIRE(back.channels.size() == 1);
    CHECK(largest_difference(record.channels[0], back.channels[0]) == 0.0);
  }
}

TEST_CASE("a channel called like a time or a count stays a channel in CSV") {
  EcgRecord record = sample_record();
  for (const char* label : {"time", "sample", "ms", "ABP (mmHg)", "", "V"}) {
    CAPTURE(label);
    record.channels[2].label = label;
    const EcgRecord back = read_back(written(record, "csv"));
    REQUIRE(back.channels.size() == 3);
    CHECK(back.channels[2].samples_mv == record.channels[2].samples_mv);
    CHECK_FALSE(back.channels[2].lead.has_value());
  }
}

TEST_CASE("what cannot be written is refused") {
  const auto code = [](const EcgRecord& record, std::string_view format, std::string_view name) {
    const auto files = write_record(record, format, name);
    return files ? std::string() : std::string(error_name(files.error().code));
  };
  EcgRecord record = sample_record();
  CHECK(code(record, "mp3", "out") == "InvalidArgument");
  for (const char* name : {"", "..", "a/b", "a\\b", "a\nb"})
    CHECK(code(record, "csv", name) == "InvalidArgument");
  CHECK(code(record, "wfdb", "two words") == "InvalidArgument");
  CHECK(code(EcgRecord{}, "csv", "out") == "InvalidHeader");
  record.channels[0].samples_mv[0] = std::numeric_limits<double>::infinity();
  CHECK(code(record, "wfdb", "out") == "NonFiniteSample");
  record = sample_record();
  record.channels[1].samples_mv.pop_back();
  CHECK(code(record, "wfdb", "out") == "InvalidHeader");
  record = sample_record();
  record.sampling_rate_hz = kMissing;
  CHECK(code(record, "wfdb", "out") == "InvalidHeader");
}

}  // namespace writer_tests
