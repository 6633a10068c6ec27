#include "text/text_lines.hpp"

#include <algorithm>

namespace leadwise::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n\f\v";

constexpr bool is_control(std::uint8_t byte) {
  const bool layout = byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' || byte == '\v';
  // 0x1A is the end mark that DOS programs put behind a text.
  return (byte < 0x20 && !layout && byte != 0x1A) || byte == 0x7F;
}

}  // namespace

TextLines::TextLines(std::string_view file) : file_(file) {
  if (file_.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    position_ = kByteOrderMark.size();
}

bool TextLines::next(TextLine& line) {
  if (position_ >= file_.size())
    return false;
  const std::size_t end = std::min(file_.find_first_of("\r\n", position_), file_.size());
  line = {file_.substr(position_, end - position_), ++number_, position_};
  position_ = end + (file_.substr(end, 2) == "\r\n" ? 2 : 1);
  return true;
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_text(std::span<const std::uint8_t> bytes) { return std::none_of(bytes.begin(), bytes.end(), is_control); }

std::uint64_t offset_in(std::string_view file, std::string_view part) {
  return static_cast<std::uint64_t>(part.data() - file.data());
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos)
    return text.substr(text.size());
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view take_token(std::string_view& rest) {
  const std::size_t first = std::min(rest.find_first_not_of(kBlanks), rest.size());
  const std::size_t end = std::min(rest.find_first_of(kBlanks, first), rest.size());
  const std::string_view token = rest.substr(first, end - first);
  rest.remove_prefix(end);
  return token;
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool holds_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string shown(text.substr(0, kLongest));
  for (char& c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    // Only ASCII is shown: bytes of an unknown encoding would make the message invalid UTF-8.
    if (byte < 0x20 || byte >= 0x7F)
      c = '?';
  }
  return '"' + shown + (text.size() > kLongest ? "...\"" : "\"");
}

}  // namespace leadwise::io
