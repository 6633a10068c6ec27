#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "bytes/crc_ccitt.hpp"
#include "expected_table.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace ishne_tests {

namespace {

const std::string kGolden = std::string(LEADWISE_GOLDEN_DIR) + "/io/ishne/";

Bytes golden(const std::string& name) { return load_file(kGolden + name + ".ecg").value_or(Bytes{}); }

Result<EcgRecord> read_bytes(const Bytes& bytes) { return Files().add("file.ecg", bytes).read(); }

void check_reads_as_expected(const std::string& name) {
  const auto record = read_bytes(golden(name));
  REQUIRE(refusal(record) == "");
  const ExpectedTable expected = load_expected(kGolden + name + ".expected.csv");
  REQUIRE_FALSE(expected.headings.empty());
  REQUIRE(record->channels.size() == expected.headings.size());
  for (std::size_t lead = 0; lead < expected.headings.size(); ++lead) {
    CHECK(record->channels[lead].label == expected.headings[lead]);
    const auto found = digital_units(record->channels[lead]);
    REQUIRE(found.size() == expected.columns[lead].size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const double wanted = expected.columns[lead][i];
      different += found[i] == wanted || (std::isnan(found[i]) && std::isnan(wanted)) ? 0U : 1U;
    }
    CHECK(different == 0);
  }
}

// A 16-bit number of the header replaced, and the checksum made right again.
Bytes altered_header(const std::string& name, std::size_t offset, std::int32_t value, std::size_t size = 2) {
  Bytes bytes = golden(name);
  for (std::size_t i = 0; i < size; ++i)
    bytes[offset + i] = static_cast<std::uint8_t>(static_cast<std::uint32_t>(value) >> (8 * i));
  const std::size_t variable = name == "three_leads" ? 9 : 0;
  const std::uint16_t crc = io::crc_ccitt(std::span(bytes).subspan(10, 512 + variable));
  bytes[8] = static_cast<std::uint8_t>(crc & 0xFF);
  bytes[9] = static_cast<std::uint8_t>(crc >> 8);
  return bytes;
}

void check_refused(const Bytes& bytes, std::string_view code) {
  const auto record = read_bytes(bytes);
  CHECK(refusal(record) == code);
  REQUIRE_FALSE(record.has_value());
  CHECK(record.error().offset.has_value());
}

}  // namespace

TEST_CASE("ISHNE Holter files read as packed, whichever way their samples are counted") {
  check_reads_as_expected("three_leads");
  check_reads_as_expected("counted_together");
}

TEST_CASE("ISHNE tells leads, resolution, patient, start and pacemaker") {
  const auto record = read_bytes(golden("three_leads"));
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "ishne");
  CHECK(record->untried_format);
  CHECK(record->sampling_rate_hz == 200.0);
  CHECK(record->channels[0].lead == Lead::II);
  CHECK(record->channels[1].lead == Lead::V1);
  CHECK_FALSE(record->channels[2].lead.has_value());
  CHECK(record->channels[0].resolution_mv == 0.0025);
  CHECK(record->channels[2].resolution_mv == 0.005);
  CHECK(std::isnan(record->channels[1].samples_mv[7]));
  CHECK(record->patient.name ==
        "Jane D\xC3\xB6"
        "e");
  CHECK(record->patient.id == "H-12");
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->patient.birth_date == "1948-02-29");
  CHECK(record->patient.age_years == 62.0);
  CHECK(record->acquisition_time == "2011-02-28T09:05:07");
  CHECK(record->paced == true);
  CHECK(record->device.model == "digital");
  CHECK(read_bytes(golden("counted_together"))->paced == false);
}

TEST_CASE("the checksum of ISHNE is CRC-CCITT from 0xFFFF") { CHECK(io::crc_ccitt(bytes_of("123456789")) == 0x29B1); }

TEST_CASE("a damaged ISHNE header is refused by its checksum") {
  Bytes bytes = golden("three_leads");
  bytes[40] ^= 1;
  check_refused(bytes, "ChecksumMismatch");
  bytes = golden("three_leads");
  bytes[525] ^= 1;
  check_refused(bytes, "ChecksumMismatch");
}

TEST_CASE("an ISHNE file that is shorter than it promises is refused") {
  Bytes bytes = golden("three_leads");
  bytes.pop_back();
  check_refused(bytes, "TruncatedData");
  bytes.resize(526);
  check_refused(bytes, "TruncatedData");
  bytes.resize(400);
  check_refused(bytes, "TruncatedData");
  check_refused(altered_header("three_leads", 14, 2000000000, 4), "TruncatedData");
}

TEST_CASE("impossible numbers in an ISHNE header are refused by name") {
  check_refused(altered_header("counted_together", 14, 0, 4), "InvalidHeader");
  check_refused(altered_header("counted_together", 14, -1, 4), "InvalidHeader");
  check_refused(altered_header("counted_together", 10, -1, 4), "InvalidHeader");
  check_refused(altered_header("counted_together", 22, 521, 4), "InvalidHeader");
  check_refused(altered_header("counted_together", 22, 1000000, 4), "TruncatedData");
  check_refused(altered_header("counted_together", 156, 0), "InvalidHeader");
  check_refused(altered_header("counted_together", 156, 13), "InvalidHeader");
  check_refused(altered_header("counted_together", 208, 0), "InvalidGain");
  check_refused(altered_header("counted_together", 272, -1), "InvalidSamplingRate");
}

TEST_CASE("a file of ISHNE annotations is refused by name") {
  check_refused(bytes_of("ANN  1.0 and more"), "UnsupportedFormat");
}

}  // namespace ishne_tests
