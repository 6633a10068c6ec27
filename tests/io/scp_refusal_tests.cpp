#include <catch2/catch_test_macros.hpp>

#include "scp_bytes.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace scp_refusal_tests {

namespace {

std::string refused(const ScpBytes& bytes) {
  const auto record = read_scp_bytes(bytes.repaired());
  if (!record) {
    CHECK(record.error().message.find("SCP-ECG") != std::string::npos);
    CHECK(record.error().offset.has_value());
  }
  return refusal(record);
}

ScpBytes golden(const std::string& name) { return ScpBytes(name); }

}  // namespace

TEST_CASE("SCP-ECG is told by its pointer section, with and without its letters") {
  for (const char* name : {"plain", "subtracted"}) {
    const Bytes bytes = golden(name).repaired();
    CHECK(detect_format({"x", bytes}) == "scp");
  }
  const Bytes other_pointer = golden("plain").set_at(28, 8, 4).repaired();
  CHECK(detect_format({"x", other_pointer}) != "scp");
  const Bytes zeros(1000, 0);
  CHECK(detect_format({"x", zeros}) != "scp");
}

TEST_CASE("an SCP-ECG file cut anywhere is refused") {
  const Bytes whole = golden("subtracted").repaired();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const auto record = read_scp_bytes({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    CHECK(refusal(record) == "TruncatedData");
  }
}

TEST_CASE("an altered byte of an SCP-ECG file is never taken for the recording") {
  const Bytes whole = golden("subtracted").repaired();
  for (std::size_t byte = 0; byte < whole.size(); ++byte) {
    Bytes altered = whole;
    altered[byte] ^= 0x10;
    CAPTURE(byte);
    const bool is_length = byte >= 2 && byte < 6;
    const std::string code = refusal(read_scp_bytes(altered));
    CHECK((code == "ChecksumMismatch" || (is_length && (code == "TruncatedData" || code == "InvalidHeader"))));
  }
}

TEST_CASE("a section whose own CRC is wrong is refused though the record's is right") {
  ScpBytes bytes = golden("plain");
  bytes.set(6, 20, 0x5A, 1);
  const auto record = read_scp_bytes(bytes.repaired_outside());
  REQUIRE(refusal(record) == "ChecksumMismatch");
  CHECK(record.error().message.find("section 6") != std::string::npos);
}

TEST_CASE("SCP-ECG sections outside the record, twice there or under another number are refused") {
  const std::size_t pointer = golden("plain").pointer_place(6);
  CHECK(refused(golden("plain").set_at(pointer + 6, 1000000, 4)) == "InvalidHeader");
  CHECK(refused(golden("plain").set_at(pointer + 6, 0, 4)) == "InvalidHeader");
  CHECK(refused(golden("plain").set_at(pointer + 2, 8, 4)) == "InvalidHeader");
  CHECK(refused(golden("plain").set_at(pointer, 7, 2)) == "InvalidHeader");
  CHECK(refused(golden("plain").set_at(pointer, 9, 2)) == "InvalidHeader");
}

TEST_CASE("SCP-ECG signals without a scale, a rate or a known coding are refused") {
  CHECK(refused(golden("plain").set(6, 0, 0, 2)) == "InvalidGain");
  CHECK(refused(golden("plain").set(6, 2, 0, 2)) == "InvalidSamplingRate");
  CHECK(refused(golden("plain").set(6, 4, 3, 1)) == "UnsupportedFormat");
  CHECK(refused(golden("plain").set(6, 5, 2, 1)) == "UnsupportedFormat");
  CHECK(refused(golden("plain").set(6, 6, 60000, 2)) == "TruncatedData");
  CHECK(refused(golden("subtracted").set(5, 0, 0, 2)) == "InvalidGain");
}

TEST_CASE("SCP-ECG leads that are none or hold fewer samples than promised are refused") {
  CHECK(refused(golden("plain").set(3, 0, 0, 1)) == "NoEcgChannel");
  CHECK(refused(golden("plain").set(3, 0, 200, 1)) == "TruncatedData");
  CHECK(refused(golden("plain").set(3, 2, 0, 4)) == "InvalidHeader");
  CHECK(refused(golden("plain").set(3, 2, 121, 4)) == "InvalidHeader");
  CHECK(refused(golden("plain").set(3, 6, 121, 4)) == "TruncatedData");
  CHECK(refused(golden("default_second").set(3, 6, 4000000000U, 4)) == "TooLarge");
  CHECK(refused(golden("default_second").set(3, 6, 500000, 4)) == "TruncatedData");
  CHECK(refused(golden("one_after_another").set(3, 2, 3000000001U, 4).set(3, 6, 3000000060U, 4)) == "TooLarge");
  CHECK(refused(golden("plain").remove(3)) == "InvalidHeader");
}

TEST_CASE("an SCP-ECG lead that is there twice is once in the recording and once beside it") {
  const auto record = read_scp_bytes(golden("plain").set(3, 10, 2, 1).repaired());
  REQUIRE(refusal(record) == "");
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].channels[0].lead == Lead::II);
  CHECK(record->notes.back().code == ErrorCode::DuplicateLead);
}

TEST_CASE("an SCP-ECG record without rhythm is refused") {
  CHECK(refused(golden("plain").remove(6)) == "NoEcgChannel");
  CHECK(refused(golden("subtracted").remove(6)) == "UnsupportedFormat");
}

TEST_CASE("an SCP-ECG version that is not known is refused") {
  // Tag 14 lies behind four texts: its version stands 14 bytes into its value.
  const std::size_t tag_14 = (3 + 7) + (3 + 6) + (3 + 4) + 3;
  CHECK(refused(golden("plain").set(1, tag_14 + 14, 31, 1)) == "UnsupportedFormat");
  CHECK(refused(golden("plain").set(1, tag_14 + 14, 30, 1)) == "");
  CHECK(refused(golden("bimodal_4").set(1, tag_14 + 14, 30, 1)) == "UnsupportedFormat");
}

TEST_CASE("Huffman tables that are no code, or a switch to a table that is not there, are refused") {
  // Section 2: number of tables, number of codes, then 9 bytes a code; table 1 has its switch as its sixth code.
  const std::size_t first_code = 4, switch_code = first_code + 5 * 9;
  CHECK(refused(golden("own_tables").set(2, switch_code + 3, 3, 2)) == "InvalidHeader");
  CHECK(refused(golden("own_tables").set(2, switch_code + 3, 0, 2)) == "InvalidHeader");
  CHECK(refused(golden("own_tables").set(2, first_code, 0, 1)) == "InvalidHeader");
  CHECK(refused(golden("own_tables").set(2, first_code, 33, 1)) == "InvalidHeader");
  CHECK(refused(golden("own_tables").set(2, first_code + 9 + 5, 0, 4)) == "InvalidHeader");
  CHECK(refused(golden("own_tables").set(2, first_code + 1, 18, 1)) == "UnsupportedFormat");
  CHECK(refused(golden("own_tables").set(2, switch_code + 9 + 3, 7, 2)) == "UnsupportedFormat");
  CHECK(refused(golden("own_tables").set(2, 0, 3, 2)) == "TruncatedData");
  CHECK(refused(golden("own_tables").set(2, 2, 60000, 2)) == "TruncatedData");
}

TEST_CASE("bits that are no Huffman code are refused") {
  // The code of one bit, 0, becomes 00: then nothing begins with 01.
  CHECK(refused(golden("own_tables").set(2, 4, 2, 1).set(2, 5, 2, 1)) == "InvalidSample");
}

TEST_CASE("what the compression of an SCP-ECG file needs must be there and make sense") {
  CHECK(refused(golden("subtracted").remove(4)) == "InvalidHeader");
  CHECK(refused(golden("subtracted").remove(5)) == "InvalidHeader");
  // The first beat: its zone from sample 1, before the reference beat begins; then backwards.
  CHECK(refused(golden("subtracted").set(4, 8, 1, 4)) == "InvalidHeader");
  CHECK(refused(golden("subtracted").set(4, 8, 111, 4)) == "InvalidHeader");
  CHECK(refused(golden("subtracted").set(4, 4, 4000, 2)) == "TruncatedData");
  CHECK(refused(golden("subtracted").set(6, 2, 4000, 2)) == "UnsupportedFormat");
  CHECK(refused(golden("bimodal_4").set(6, 2, 6000, 2)) == "UnsupportedFormat");
  CHECK(refused(golden("bimodal_4").set(4, 6 + 3 * 14 + 16, 60, 4)) == "InvalidHeader");
  // A protected zone that is longer by a run than the data were written for.
  CHECK(refused(golden("bimodal_4").set(4, 6 + 3 * 14 + 20, 240, 4)) == "TruncatedData");
}

TEST_CASE("what an SCP-ECG file does not need for its rhythm is left out with a note where it is damaged") {
  const auto beats = read_scp_bytes(golden("plain").set(7, 0, 200, 1).repaired());
  REQUIRE(refusal(beats) == "");
  CHECK(beats->notes.size() == 1);
  Bytes longer = golden("plain").repaired();
  longer.push_back(0);
  const auto with_rest = read_scp_bytes(longer);
  REQUIRE(refusal(with_rest) == "");
  CHECK(with_rest->notes.size() == 1);
}

TEST_CASE("SCP-ECG leads that stand for far more samples than the file has bytes are refused before they are decoded") {
  CHECK(refused(golden("default_second").set(3, 6, 4000000, 4)) == "TooLarge");
}

}  // namespace scp_refusal_tests
