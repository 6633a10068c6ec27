#include "xml/xml_text.hpp"

#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Bytes of the character at the front; 0 where it is no UTF-8, or one of the two that are no characters of XML.
std::size_t character_size(std::string_view text) {
  const bool forbidden = text.substr(0, 3) == "\xEF\xBF\xBE" || text.substr(0, 3) == "\xEF\xBF\xBF";
  return forbidden ? 0 : utf8_character_length(text);
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
    const std::size_t size = character_size(text.substr(at));
    if (size == 1)
      append_ascii(escaped, text[at]);
    else
      escaped += size == 0 ? kReplacement : text.substr(at, size);
    at += size == 0 ? 1 : size;
  }
  return escaped;
}

}  // namespace leadwise::io
