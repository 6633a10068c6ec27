#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "expected_table.hpp"
#include "leadwise/writer.hpp"
#include "record_files.hpp"
#include "xml/xml_text.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace aecg_writer_tests {

namespace {

EcgRecord sample_record() {
  EcgRecord record;
  record.sampling_rate_hz = 360.0;
  record.channels = {{"I", Lead::I, 0.0, 0.0, {0.1, -1.0 / 3.0, 1e-7, 2.5}},
                     {"avr", Lead::aVR, 0.00488, 1024.0, {0.0, 0.00488, -0.0244, 4.88}},
                     {"odd <\"label\"> & \xFF", std::nullopt, 0.0, 0.0, {1.0, 2.0, 3.0, 4.0}}};
  record.patient.age_years = 59.0;
  record.patient.sex = Sex::female;
  record.patient.id = "4711";
  record.patient.name = "Jane Doe";
  record.patient.birth_date = "1960-05-08";
  record.device.model = "Model X";
  record.device.serial_number = "SN-1";
  record.comments = {"Seen by Dr. House"};
  record.acquisition_time = "2020-02-05T11:39:16";
  return record;
}

std::string written(const EcgRecord& record, bool identifiers = false) {
  const auto files = write_record(record, "aecg", "out", identifiers);
  REQUIRE(files.has_value());
  REQUIRE(files->size() == 1);
  CHECK(files->front().name == "out.xml");
  return {files->front().bytes.begin(), files->front().bytes.end()};
}

EcgRecord read_back(const std::string& text) {
  const auto record = Files().add("out.xml", text).read();
  REQUIRE(refusal(record) == "");
  return *record;
}

}  // namespace

TEST_CASE("a record written as HL7 aECG reads back within a step, its integers kept") {
  const EcgRecord record = sample_record();
  const EcgRecord back = read_back(written(record));
  CHECK(back.format == "aecg");
  CHECK(back.sampling_rate_hz == 360.0);
  REQUIRE(back.channels.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t t = 0; t < 4; ++t) {
      const double difference = std::abs(back.channels[i].samples_mv[t] - record.channels[i].samples_mv[t]);
      CHECK(difference <= 0.51 * back.channels[i].resolution_mv);
    }
  }
  CHECK(back.channels[0].resolution_mv <= 1e-6);
  CHECK(back.channels[1].lead == Lead::aVR);
  CHECK(digital_units(back.channels[1]) == std::vector<double>{1024.0, 1025.0, 1019.0, 2024.0});
  CHECK_FALSE(back.channels[2].lead.has_value());
  CHECK(back.channels[2].label == "odd <\"label\"> & \xEF\xBF\xBD");
  CHECK(back.acquisition_time == "2020-02-05T11:39:16");
  CHECK(back.patient.age_years == 59.0);
  CHECK(back.patient.sex == Sex::female);
  CHECK(back.device.model == "Model X");
}

TEST_CASE("the sampling rate survives HL7 aECG to its last digits") {
  for (const double rate_hz : {100.0, 128.0, 257.0, 333.3333333333333, 500.0, 977.517, 1000.0, 2000.0}) {
    EcgRecord record = sample_record();
    record.sampling_rate_hz = rate_hz;
    CHECK(std::abs(read_back(written(record)).sampling_rate_hz - rate_hz) <= 1e-15 * rate_hz);
  }
}

TEST_CASE("identifying fields stand in HL7 aECG only when asked for, and survive it then") {
  const std::string silent = written(sample_record());
  for (const char* secret : {"4711", "Jane", "House", "1960", "SN-1"})
    CHECK(silent.find(secret) == std::string::npos);
  const EcgRecord back = read_back(written(sample_record(), true));
  CHECK(back.patient.id == "4711");
  CHECK(back.patient.name == "Jane Doe");
  CHECK(back.patient.birth_date == "1960-05-08");
  CHECK(back.device.serial_number == "SN-1");
  CHECK(back.comments == std::vector<std::string>{"Seen by Dr. House"});
}

TEST_CASE("a missing sample is refused by HL7 aECG, which has no mark for it") {
  EcgRecord record = sample_record();
  record.channels[1].samples_mv[2] = std::numeric_limits<double>::quiet_NaN();
  const auto files = write_record(record, "aecg", "out");
  REQUIRE_FALSE(files.has_value());
  CHECK(files.error().code == ErrorCode::NonFiniteSample);
  CHECK(files.error().message.find("aVR") != std::string::npos);
}

TEST_CASE("a simulated or paced ECG says so in HL7 aECG, identifiers or not") {
  EcgRecord record = sample_record();
  record.comments = {"Simulated by Leadwise: overload. Research use only."};
  record.paced = true;
  record.acquisition_time.reset();
  const EcgRecord back = read_back(written(record));
  CHECK(back.comments == std::vector<std::string>{record.comments[0], "Paced rhythm"});
  CHECK(back.paced == true);
  CHECK_FALSE(back.acquisition_time.has_value());
}

TEST_CASE("the identifiers of an HL7 aECG depend on its content and on nothing else") {
  EcgRecord record = sample_record();
  const std::string first = written(record);
  CHECK(written(record) == first);
  const auto id_of = [](const std::string& text) { return text.substr(text.find("<id root=") + 10, 36); };
  CHECK(id_of(first)[14] == '8');
  record.channels[0].samples_mv[0] = 0.2;
  CHECK(id_of(written(record)) != id_of(first));
  record = sample_record();
  record.patient.name = "Someone Else";
  CHECK(id_of(written(record)) == id_of(first));
}

TEST_CASE("ranges of any size are written to HL7 aECG with a step that holds them") {
  for (const double factor : {1e-12, 1.0, 1e12, 1e300}) {
    CAPTURE(factor);
    EcgRecord record = sample_record();
    record.channels = {{"I", Lead::I, 0.0, 0.0, {factor, -factor / 3.0}}};
    const EcgRecord back = read_back(written(record));
    const Channel& channel = back.channels[0];
    CHECK(std::abs(channel.samples_mv[1] + factor / 3.0) <= 0.51 * channel.resolution_mv);
    CHECK(channel.resolution_mv <= std::max(1e-6, factor * 1e-11));
  }
}

TEST_CASE("text for XML is escaped and made UTF-8") {
  CHECK(io::xml_escaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&apos;");
  CHECK(io::xml_escaped("\x01\n\xC3\xA9") == "  \xC3\xA9");
  for (const char* bad : {"\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xEF\xBF\xBF", "\xF5\x80\x80\x80"})
    CHECK(io::xml_escaped(bad).find("\xEF\xBF\xBD") != std::string::npos);
}

}  // namespace aecg_writer_tests
