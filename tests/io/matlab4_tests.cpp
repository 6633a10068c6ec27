#include "matlab/matlab4.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace matlab4_tests {

namespace {

// Two signals of three samples as the PhysioNet Challenge stores them.
Bytes matrix(std::uint8_t rows = 2, std::uint8_t columns = 3, std::uint8_t type = 30) {
  Bytes bytes = {type, 0, 0, 0, rows, 0, 0, 0, columns, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 'v', 'a', 'l', 0};
  const Bytes samples = pack_16(std::vector{1, 10, 2, 20, 3, 30});
  bytes.insert(bytes.end(), samples.begin(), samples.end());
  return bytes;
}

constexpr std::string_view kHeader =
    "c 2 500 3\nc.mat 16+24 1000/mV 16 0 1 6 0 I\nc.mat 16+24 1000/mV 16 0 10 60 0 II\n";

std::string refusal_of(Bytes mat, std::string_view header = kHeader) {
  return refusal(Files().add("c.hea", header).add("c.mat", std::move(mat)).read());
}

}  // namespace

TEST_CASE("the head of a level 4 matrix is read") {
  const auto head = io::read_matlab4_header(matrix());
  REQUIRE(head.has_value());
  CHECK(head->rows == 2);
  CHECK(head->columns == 3);
  CHECK(head->type.bytes == 2);
  CHECK(head->type.kind == io::NumberKind::signed_integer);
  CHECK(head->name == "val");
  CHECK(head->data_offset == 24);
}

TEST_CASE("what is no level 4 matrix has no head") {
  CHECK_FALSE(io::read_matlab4_header({}).has_value());
  Bytes cut = matrix();
  cut.resize(22);
  CHECK_FALSE(io::read_matlab4_header(cut).has_value());
  CHECK_FALSE(io::read_matlab4_header(matrix(2, 3, 31)).has_value());
  CHECK_FALSE(io::read_matlab4_header(matrix(2, 3, 60)).has_value());
  Bytes endless_name = matrix();
  endless_name[19] = 0xFF;
  CHECK_FALSE(io::read_matlab4_header(endless_name).has_value());
}

TEST_CASE("the matrix's shape must be the header's") {
  CHECK(refusal_of(matrix()) == "");
  CHECK(refusal_of(matrix(3, 2)) == "InvalidHeader");
  CHECK(refusal_of(matrix(3, 3)) == "InvalidHeader");
  CHECK(refusal_of(matrix(2, 4)) == "InvalidHeader");
  CHECK(refusal_of(matrix(2, 3, 20)) == "InvalidHeader");
  CHECK(refusal_of(matrix(), altered(altered(kHeader, "16+24", "16+22"), "16+24", "16+22")) == "InvalidHeader");
}

TEST_CASE("without a length in the header the matrix gives it") {
  CHECK(refusal_of(matrix(), altered(kHeader, "500 3", "500")) == "");
  Bytes cut = matrix();
  cut.pop_back();
  CHECK(refusal_of(cut, altered(kHeader, "500 3", "500")) == "TruncatedData");
}

TEST_CASE("a file named .mat that is none is refused") {
  CHECK(refusal_of(Bytes(100, 0x20)) == "InvalidHeader");
  CHECK(refusal_of({}) == "TruncatedData");
}

TEST_CASE("a matrix alone asks for what its header would state, and names the header") {
  const auto record = Files().add("c.mat", matrix()).read();
  REQUIRE(refusal(record) == "SamplingRateRequired");
  CHECK(record.error().message.find(".hea") != std::string::npos);
  const Bytes bytes = matrix();
  CHECK(detect_format({"whatever", bytes}) == "matlab4");
}

TEST_CASE("a matrix alone that can be no ECG says that its header is missing") {
  const auto record = Files().add("c.mat", matrix(0, 0)).read();
  REQUIRE(refusal(record) == "InvalidHeader");
  Bytes empty = matrix(0, 0);
  empty.resize(24);
  const auto alone = Files().add("c.mat", empty).read();
  REQUIRE(refusal(alone) == "MissingFile");
  CHECK(alone.error().message.find(".hea") != std::string::npos);
}

}  // namespace matlab4_tests
