#include "bytes/base64.hpp"

namespace leadwise::io {
namespace {

// The six bits of a digit; nullopt for any other character.
std::optional<std::uint32_t> digit_value(char c) {
  if (c >= 'A' && c <= 'Z')
    return static_cast<std::uint32_t>(c - 'A');
  if (c >= 'a' && c <= 'z')
    return static_cast<std::uint32_t>(c - 'a' + 26);
  if (c >= '0' && c <= '9')
    return static_cast<std::uint32_t>(c - '0' + 52);
  if (c == '+')
    return 62U;
  if (c == '/')
    return 63U;
  return std::nullopt;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  unsigned bit_count = 0;
  bool padded = false;
  for (const char c : text) {
    if (is_blank(c))
      continue;
    padded = padded || c == '=';
    const auto value = digit_value(c);
    if (padded ? c != '=' : !value)
      return std::nullopt;
    if (padded)
      continue;
    bits = bits << 6U | *value;
    bit_count += 6;
    if (bit_count >= 8) {
      bit_count -= 8;
      bytes.push_back(static_cast<std::uint8_t>(bits >> bit_count));
    }
  }
  // One digit alone holds no byte.
  if (bit_count == 6)
    return std::nullopt;
  return bytes;
}

}  // namespace leadwise::io
