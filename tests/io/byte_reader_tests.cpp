#include "bytes/byte_reader.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using io::ByteOrder;
using io::ByteReader;

namespace byte_reader_tests {

TEST_CASE("numbers are read in the file's byte order") {
  const test::Bytes bytes = {0x01, 0x02, 0xFF, 0xFE, 0x80, 0x00, 0x00, 0x01};
  ByteReader little(bytes, ByteOrder::little, "part");
  CHECK(little.u16("a") == 0x0201);
  CHECK(little.i16("b") == -257);
  CHECK(little.u32("c") == 0x01000080);
  ByteReader big(bytes, ByteOrder::big, "part");
  CHECK(big.u24("a") == 0x0102FF);
  CHECK(big.i8("b") == -2);
  CHECK(big.i32("c") == -2147483647);
  CHECK(big.status().has_value());
  CHECK(big.remaining() == 0);
}

TEST_CASE("floating-point numbers are read bit for bit") {
  const test::Bytes bytes = {0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0};
  ByteReader reader(bytes, ByteOrder::big, "part");
  CHECK(reader.f32("a") == 1.0F);
  CHECK(reader.f64("b") == -2.0);
}

TEST_CASE("a read behind the end gives nothing and leaves the reader failed at that field and place") {
  const test::Bytes bytes = {1, 2, 3};
  ByteReader reader(bytes, ByteOrder::little, "section 3", 100);
  CHECK(reader.u8("first") == 1);
  CHECK(reader.u32("length") == 0);
  CHECK(reader.u8("later") == 0);
  const auto status = reader.status();
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().code == ErrorCode::TruncatedData);
  CHECK(status.error().offset == 101);
  CHECK(status.error().message.find("section 3: length") != std::string::npos);
}

TEST_CASE("a place behind the end cannot be gone to") {
  const test::Bytes bytes = {1, 2, 3};
  ByteReader reader(bytes, ByteOrder::little, "file");
  reader.seek(3, "end");
  CHECK(reader.status().has_value());
  reader.seek(std::uint64_t{1} << 40U, "table");
  CHECK_FALSE(reader.status().has_value());
}

TEST_CASE("a text ends at its first zero byte and loses its blanks") {
  const test::Bytes bytes = test::bytes_of(std::string_view(" ab \0cd  e", 10));
  ByteReader reader(bytes, ByteOrder::little, "file");
  CHECK(reader.text(7, "name") == "ab");
  CHECK(reader.text(3, "next") == "e");
}

TEST_CASE("the sign of an integer of any width is its highest bit") {
  const test::Bytes bytes = {0xFF, 0xFF, 0x7F, 0x80};
  CHECK(io::load_signed(bytes.data(), 3, ByteOrder::little) == 0x7FFFFF);
  CHECK(io::load_signed(bytes.data(), 2, ByteOrder::big) == -1);
  CHECK(io::load_signed(bytes.data() + 3, 1, ByteOrder::big) == -128);
}

}  // namespace byte_reader_tests
