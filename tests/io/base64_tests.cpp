#include "bytes/base64.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using leadwise::test::bytes_of;

namespace base64_tests {

TEST_CASE("base64 gives the bytes of the examples in RFC 4648") {
  CHECK(io::decode_base64("") == bytes_of(""));
  CHECK(io::decode_base64("Zg==") == bytes_of("f"));
  CHECK(io::decode_base64("Zm8=") == bytes_of("fo"));
  CHECK(io::decode_base64("Zm9v") == bytes_of("foo"));
  CHECK(io::decode_base64("Zm9vYmFy") == bytes_of("foobar"));
  CHECK(io::decode_base64("+/8=") == test::Bytes{0xFB, 0xFF});
}

TEST_CASE("blanks within base64 are passed over and padding may lack") {
  CHECK(io::decode_base64(" Zm9v\r\n YmE\t") == bytes_of("fooba"));
}

TEST_CASE("what is no base64 is refused") {
  for (const char* text : {"Zm9v!", "Zg==Zg", "Z", "Zm9vY", "Zm-v"})
    CHECK_FALSE(io::decode_base64(text).has_value());
}

}  // namespace base64_tests
