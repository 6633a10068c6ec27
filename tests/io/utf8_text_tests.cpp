#include "text/utf8_text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace leadwise::io;
using leadwise::is_utf8;

namespace utf8_text_tests {

TEST_CASE("UTF-8 is left as it is and anything else is taken as Latin-1") {
  CHECK(utf8_text("plain") == "plain");
  CHECK(utf8_text("\xC2\xB5V") == "\xC2\xB5V");
  CHECK(utf8_text("\xB5V") == "\xC2\xB5V");
  CHECK(utf8_text("M\xFCller") == "M\xC3\xBCller");
  CHECK(is_utf8("\xE4\xB8\xAD\xF0\x9F\x98\x80"));
}

TEST_CASE("overlong forms, surrogates, cut characters and what is beyond Unicode are no UTF-8") {
  CHECK_FALSE(is_utf8("\xC0\x80"));
  CHECK_FALSE(is_utf8("\xE0\x80\x80"));
  CHECK_FALSE(is_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_utf8("\xC3"));
  CHECK_FALSE(is_utf8("\x80"));
}

TEST_CASE("a text is shortened without cutting a character") {
  CHECK(utf8_prefix("abc", 3) == "abc");
  CHECK(utf8_prefix("abcd", 3) == "abc");
  CHECK(utf8_prefix("ab\xC3\xBC", 3) == "ab");
  CHECK(utf8_prefix("\xF0\x9F\x98\x80", 3).empty());
}

}  // namespace utf8_text_tests
