#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_refusal_tests {

namespace {

// The refusal of the small record with one thing in its header altered; the offset must lie in the header.
std::string refused(std::string_view from, std::string_view to) {
  const std::string header = altered(kSmallHeader, from, to);
  const auto record = read_small(header);
  if (!record && record.error().offset)
    CHECK(*record.error().offset <= header.size());
  return refusal(record);
}

}  // namespace

TEST_CASE("a gain that is zero or no number is refused at its place") {
  for (const char* gain : {"0", "0.0", "nan", "NaN", "inf", "-inf", "1e999", "abc", "/mV", "(0)/mV", "1e-400"}) {
    CAPTURE(gain);
    const std::string header = altered(kSmallHeader, "1000/mV 16 0 10 ", std::string(gain) + "/mV 16 0 10 ");
    const auto record = read_small(header);
    REQUIRE(refusal(record) == "InvalidGain");
    CHECK(record.error().offset == header.find(gain, 60));
    CHECK(record.error().message.find("gain") != std::string::npos);
  }
}

TEST_CASE("numbers of the header that are none are refused") {
  CHECK(refused("500 4", "nan 4") == "InvalidSamplingRate");
  CHECK(refused("500 4", "inf 4") == "InvalidSamplingRate");
  CHECK(refused("500 4", "0 4") == "InvalidSamplingRate");
  CHECK(refused("500 4", "-500 4") == "InvalidSamplingRate");
  CHECK(refused("500 4", "x500 4") == "InvalidSamplingRate");
  CHECK(refused("500 4", "500 nan") == "InvalidHeader");
  CHECK(refused("500 4", "500 -4") == "InvalidHeader");
  CHECK(refused("small 3", "small three") == "InvalidHeader");
  CHECK(refused("small 3", "small -3") == "InvalidHeader");
  CHECK(refused("16 1000/mV", "16y 1000/mV") == "InvalidHeader");
  CHECK(refused("16 1000/mV", "16x0 1000/mV") == "InvalidHeader");
  CHECK(refused("1000/mV", "1000(nan)/mV") == "InvalidHeader");
  CHECK(refused("1000/mV", "1000(1/mV") == "InvalidHeader");
  CHECK(refused("16 0 10 100", "nan 0 10 100") == "InvalidHeader");
  CHECK(refused("16 0 10 100", "16 0 10 inf") == "InvalidHeader");
  CHECK(refused("16 0 10 100", "16 0 10 99999999999999999999") == "InvalidHeader");
}

TEST_CASE("a wrong checksum is refused and the lead named") {
  const auto record = read_small(altered(kSmallHeader, " 100 0 II", " 101 0 II"));
  REQUIRE(refusal(record) == "ChecksumMismatch");
  CHECK(record.error().message.find("\"II\"") != std::string::npos);
  CHECK(record.error().offset == kSmallHeader.find("small.dat 16 1000/mV 16 0 10"));
}

TEST_CASE("a checksum counts modulo 65536, signed or not") {
  CHECK(refused("-1000 0 V1", "64536 0 V1") == "");
  CHECK(refused("-1000 0 V1", "-66536 0 V1") == "");
}

TEST_CASE("a header without its signal file names the file that is missing") {
  const auto record = Files().add("small.hea", kSmallHeader).read();
  REQUIRE(refusal(record) == "MissingFile");
  CHECK(record.error().message.find("small.dat") != std::string::npos);
}

TEST_CASE("a header that names itself as its signal file finds nothing") {
  const std::string header = "x 1 500 1\nx.hea 16 200 16 0 0 0 0 I\n";
  CHECK(refusal(Files().add("x.hea", header).read()) == "MissingFile");
}

TEST_CASE("a truncated signal file is refused with the place where it ends") {
  Bytes cut = small_samples();
  cut.resize(cut.size() - 1);
  const auto record = Files().add("small.hea", kSmallHeader).add("small.dat", cut).read();
  REQUIRE(refusal(record) == "TruncatedData");
  CHECK(record.error().offset == cut.size());
  CHECK(record.error().message.find("small.dat") != std::string::npos);
  CHECK(refusal(Files().add("small.hea", kSmallHeader).add("small.dat", Bytes{}).read()) == "TruncatedData");
}

TEST_CASE("a thousand million claimed samples are refused before anything is allocated for them") {
  CHECK(refused("500 4", "500 1000000000") == "TruncatedData");
  CHECK(refused("500 4", "500 1000000000000") == "TruncatedData");
  CHECK(refused("500 4", "500 18446744073709551615") == "TooLarge");
  CHECK(refused("500 4", "500 99999999999999999999") == "InvalidHeader");
  CHECK(refused("small 3", "small 1000000000") == "TooLarge");
  CHECK(refused("16 1000", "16+18446744073709551615 1000") == "InvalidHeader");
  CHECK(refused("16 1000", "16:18446744073709551615 1000") == "InvalidHeader");
}

TEST_CASE("a byte offset beyond the file is truncation") {
  const std::string header = "x 1 500 1\nx.dat 16+18446744073709551615 200 16 0 7 7 0 I\n";
  CHECK(refusal(Files().add("x.hea", header).add("x.dat", pack_16(std::vector{7})).read()) == "TruncatedData");
}

TEST_CASE("a truncated header is refused") {
  CHECK(refusal(read_small("small 3 500 4\n")) == "TruncatedData");
  CHECK(refusal(read_small(kSmallHeader.substr(0, kSmallHeader.find("small.dat 16 1000/mV 16 0 -100")))) ==
        "TruncatedData");
  // Cut inside the last gain: 1000 would become 10.
  CHECK(refusal(read_small(kSmallHeader.substr(0, kSmallHeader.rfind("1000/mV") + 2))) == "TruncatedData");
}

TEST_CASE("more signal lines than declared are refused") { CHECK(refused("small 3", "small 2") == "InvalidHeader"); }

TEST_CASE("a storage format that WFDB does not define is refused") {
  for (const char* format : {"1", "17", "212.5", "500", "1e1"}) {
    CAPTURE(format);
    CHECK(refused("16 1000", std::string(format) + " 1000") == "InvalidHeader");
  }
}

TEST_CASE("signals of one file that disagree about it are refused") {
  CHECK(refused("16 1000/mV 16 0 10 ", "212 1000/mV 16 0 10 ") == "InvalidHeader");
  CHECK(refused("16 1000/mV 16 0 10 ", "16+2 1000/mV 16 0 10 ") == "InvalidHeader");
  CHECK(refused("small.dat 16 1000/mV 16 0 10 ", "other.dat 16 1000/mV 16 0 10 ") == "InvalidHeader");
}

TEST_CASE("a second file of another length is refused") {
  const std::string header = "x 2 500\na.dat 16 200 16 0 1 3 0 I\nb.dat 16 200 16 0 5 5 0 II\n";
  const auto record = Files()
                          .add("x.hea", header)
                          .add("a.dat", pack_16(std::vector{1, 2}))
                          .add("b.dat", pack_16(std::vector{5}))
                          .read();
  CHECK(refusal(record) == "TruncatedData");
}

TEST_CASE("a skew as long as the record is refused") { CHECK(refused("16 1000", "16:4 1000") == "InvalidHeader"); }

TEST_CASE("one signal file under several spellings of its name is refused, not decoded again and again") {
  const auto record = read_small("small 2 500\nsmall.dat 16 1000/mV\n./small.dat 16 1000/mV\n");
  REQUIRE(refusal(record) == "InvalidHeader");
  CHECK(record.error().message.find("several spellings") != std::string::npos);
}

}  // namespace wfdb_refusal_tests
