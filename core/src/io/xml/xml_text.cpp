#include "xml/xml_text.hpp"

#include <cstdint>

namespace leadwise::io {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

/// Bytes of the character at `at`; 0 where it is no UTF-8 or no character of XML.
std::size_t character_size(std::string_view text, std::size_t at) {
  const std::uint32_t lead = byte_at(text, at);
  const std::size_t size = lead < 0x80                    ? 1
                           : lead >= 0xF0 && lead <= 0xF4 ? 4
                           : lead >= 0xE0 && lead < 0xF0  ? 3
                           : lead >= 0xC2 && lead < 0xE0  ? 2
                                                          : 0;
  std::uint32_t code = size > 1 ? lead & (0xFFU >> (size + 1)) : lead;
  for (std::size_t i = 1; i < size; ++i) {
    const std::uint32_t next = byte_at(text, at + i);
    if ((next & 0xC0U) != 0x80U)
      return 0;
    code = code << 6U | (next & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool no_character = (code >= 0xD800 && code < 0xE000) || code == 0xFFFE || code == 0xFFFF || code > 0x10FFFF;
  return overlong || no_character ? 0 : size;
}

void append_ascii(std::string& escaped, char c) {
  switch (c) {
    case '&':
      escaped += "&amp;";
      return;
    case '<':
      escaped += "&lt;";
      return;
    case '>':
      escaped += "&gt;";
      return;
    case '"':
      escaped += "&quot;";
      return;
    case '\'':
      escaped += "&apos;";
      return;
    default:
      escaped += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = character_size(text, at);
    if (size == 1)
      append_ascii(escaped, text[at]);
    else
      escaped += size == 0 ? kReplacement : text.substr(at, size);
    at += size == 0 ? 1 : size;
  }
  return escaped;
}

}  // namespace leadwise::io
