#include "mfer/mfer_text.hpp"

#include <algorithm>

#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"
#include "text/written_label.hpp"

namespace leadwise::io {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

constexpr std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

bool is_control(char c) { return byte_of(c) < 0x20 || byte_of(c) == 0x7F; }

std::optional<std::string> latin1_as_utf8(std::string_view text) {
  std::string utf8;
  for (const char c : text) {
    const std::uint8_t code = byte_of(c);
    if (code >= 0x80 && code < 0xA0)
      return std::nullopt;
    if (code < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0U | code >> 6U);
      utf8 += static_cast<char>(0x80U | (code & 0x3FU));
    }
  }
  return utf8;
}

// Up to the zero that fills the item up.
std::string utf16_as_utf8(std::span<const std::uint8_t> bytes, ByteOrder order) {
  constexpr std::size_t kBytes = 2;
  std::string utf8;
  for (std::size_t at = 0; at + kBytes <= bytes.size(); at += kBytes) {
    const std::uint64_t code = load_unsigned(bytes.data() + at, kBytes, order);
    if (code == 0)
      break;
    append_utf8(utf8, code);
  }
  return utf8;
}

// A zero with more behind it ends no text: it is a part of characters of several bytes.
bool goes_on_behind_zero(std::string_view all) {
  const std::size_t zero = all.find('\0');
  return zero != std::string_view::npos && all.find_first_not_of('\0', zero) != std::string_view::npos;
}

}  // namespace

MferCharacters mfer_characters(std::string_view name) {
  const std::string lower = to_lower(trim(name.substr(0, name.find('\0'))));
  if (contains(lower, "utf-8") || contains(lower, "utf8"))
    return MferCharacters::utf8;
  if (contains(lower, "utf-16le"))
    return MferCharacters::utf16_le;
  if (contains(lower, "utf-16be"))
    return MferCharacters::utf16_be;
  if (lower == "iso-ir 100" || lower == "iso 8859-1" || lower == "iso-8859-1" || lower == "iso_8859-1")
    return MferCharacters::latin1;
  const bool ascii = lower.empty() || contains(lower, "ascii") || contains(lower, "x3.4") || contains(lower, "646");
  return ascii ? MferCharacters::ascii : MferCharacters::other;
}

std::optional<std::string> mfer_text(std::span<const std::uint8_t> bytes, MferCharacters characters) {
  if (characters == MferCharacters::utf16_le)
    return one_line(utf16_as_utf8(bytes, ByteOrder::little));
  if (characters == MferCharacters::utf16_be)
    return one_line(utf16_as_utf8(bytes, ByteOrder::big));
  const std::string_view all = as_text(bytes);
  const std::string_view text = trim(all.substr(0, all.find('\0')));
  // Also the escape that changes the character set in ISO 2022: what follows it would look like ASCII.
  if (contains(text, "\x1B") || (characters == MferCharacters::other && goes_on_behind_zero(all)))
    return std::nullopt;
  std::string line(text);
  std::replace_if(line.begin(), line.end(), is_control, ' ');
  if (std::all_of(line.begin(), line.end(), [](char c) { return byte_of(c) < 0x80; }))
    return line;
  if (characters == MferCharacters::latin1)
    return latin1_as_utf8(line);
  return characters == MferCharacters::utf8 && is_utf8(line) ? std::optional(line) : std::nullopt;
}

std::vector<std::string> mfer_parts(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = std::min(text.find('^'), text.size());
    parts.emplace_back(trim(text.substr(0, end)));
    if (end == text.size())
      return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace leadwise::io
