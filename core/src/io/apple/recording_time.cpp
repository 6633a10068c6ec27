#include "apple/recording_time.hpp"

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kUnbreakingBlanks[] = {"\xC2\xA0", "\xE2\x80\xAF"};

std::string with_plain_blanks(std::string_view text) {
  std::string plain(text);
  for (const std::string_view blank : kUnbreakingBlanks)
    for (std::size_t at = plain.find(blank); at != std::string::npos; at = plain.find(blank))
      plain.replace(at, blank.size(), " ");
  return plain;
}

/// "22:48:19" of "10:48:19" and "PM" or "p. m.".
std::optional<std::string> in_24_hours(std::string_view clock, std::string_view half) {
  const std::string padded = (is_pattern(clock, "0:00:00") ? "0" : "") + std::string(clock);
  std::string name = to_lower(half);
  std::erase_if(name, [](char c) { return c == ' ' || c == '.'; });
  const auto hour = parse_integer(padded.substr(0, 2));
  if (!is_pattern(padded, "00:00:00") || !hour || *hour < 1 || *hour > 12 || (name != "am" && name != "pm"))
    return std::nullopt;
  const auto shown = *hour % 12 + (name == "pm" ? 12 : 0);
  return (shown < 10 ? "0" : "") + std::to_string(shown) + padded.substr(2);
}

}  // namespace

bool is_pattern(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size())
    return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    const bool sign = text[i] == '+' || text[i] == '-';
    if (pattern[i] == '0' ? !digit : (pattern[i] == '+' ? !sign : text[i] != pattern[i]))
      return false;
  }
  return true;
}

std::optional<std::string> iso_recording_time(std::string_view text) {
  constexpr std::size_t kZoneLength = 5;
  const std::string plain = with_plain_blanks(text);
  std::string_view half = trim(plain);
  const std::string_view date = take_token(half), clock = take_token(half);
  if (half.size() < kZoneLength)
    return std::nullopt;
  const std::string_view zone = half.substr(half.size() - kZoneLength);
  half = trim(half.substr(0, half.size() - kZoneLength));
  if (!is_pattern(date, "0000-00-00") || !is_pattern(zone, "+0000"))
    return std::nullopt;
  const bool has_24_hours = half.empty() && is_pattern(clock, "00:00:00");
  const auto time = has_24_hours ? std::optional<std::string>(clock) : in_24_hours(clock, half);
  if (!time)
    return std::nullopt;
  return std::string(date) + 'T' + *time + std::string(zone.substr(0, 3)) + ':' + std::string(zone.substr(3));
}

}  // namespace leadwise::io
