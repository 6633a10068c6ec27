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

/// "22:48:19" of "10:48:19" and "PM".
std::optional<std::string> in_24_hours(std::string_view clock, std::string_view half) {
  const std::string padded = (is_pattern(clock, "0:00:00") ? "0" : "") + std::string(clock);
  const std::string name = to_lower(half);
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
  const std::string plain = with_plain_blanks(text);
  std::string_view rest = plain;
  const std::string_view date = take_token(rest), clock = take_token(rest), next = take_token(rest);
  const bool has_24_hours = is_pattern(next, "+0000");
  const std::string_view zone = has_24_hours ? next : take_token(rest);
  if (!is_pattern(date, "0000-00-00") || !is_pattern(zone, "+0000") || !trim(rest).empty())
    return std::nullopt;
  const bool plain_clock = has_24_hours && is_pattern(clock, "00:00:00");
  const auto time = plain_clock ? std::optional<std::string>(clock) : in_24_hours(clock, next);
  if (!time)
    return std::nullopt;
  return std::string(date) + 'T' + *time + std::string(zone.substr(0, 3)) + ':' + std::string(zone.substr(3));
}

}  // namespace leadwise::io
