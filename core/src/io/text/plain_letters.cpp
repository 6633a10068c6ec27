#include "text/plain_letters.hpp"

#include <cstddef>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// The first byte of U+00C0 to U+00FF, whose second is 0x80 to 0xBF.
constexpr unsigned char kLatinLetters = 0xC3;
constexpr unsigned char kFirstSecond = 0x80;
/// Of U+00E0 to U+00FF, which are the small letters of the 32 characters before them, but for the last of these.
constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
constexpr std::size_t kSharpS = 0x1F;

bool is_second_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == kFirstSecond; }

char plain_letter(char second) {
  const std::size_t place = static_cast<unsigned char>(second) - kFirstSecond;
  return place == kSharpS ? 's' : kPlain[place % kPlain.size()];
}

}  // namespace

std::string plain_letters(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_latin =
        static_cast<unsigned char>(text[i]) == kLatinLetters && i + 1 < text.size() && is_second_byte(text[i + 1]);
    plain += is_latin ? plain_letter(text[++i]) : text[i];
  }
  return to_lower(plain);
}

}  // namespace leadwise::io
