#include "text/clock_time.hpp"

#include <algorithm>

#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kLongestClock = 40;
constexpr std::size_t kIsoDateSize = 10;

// A whole number of that many digits; nullopt for anything else.
std::optional<double> whole(std::string_view text, std::size_t fewest_digits, std::size_t most_digits) {
  const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits || text.size() < fewest_digits || text.size() > most_digits)
    return std::nullopt;
  return parse_finite(text);
}

// "05", "05.125", "05,125": below 60, and with a fraction where one is wanted.
std::optional<double> seconds_part(std::string_view text, bool wants_fraction) {
  const std::size_t mark = std::min(text.find_first_of(".,"), text.size());
  const auto seconds = whole(text.substr(0, mark), 2, 2);
  if (!seconds || *seconds >= 60.0 || (wants_fraction && mark == text.size()))
    return std::nullopt;
  if (mark == text.size())
    return seconds;
  const std::string_view fraction = text.substr(mark + 1);
  if (!whole(fraction, 1, kLongestClock))
    return std::nullopt;
  return parse_finite(std::string(text.substr(0, mark)).append(".").append(fraction));
}

std::optional<double> time_of_day(std::string_view text) {
  const std::size_t first = text.find(':');
  if (first == std::string_view::npos)
    return std::nullopt;
  const std::size_t second = text.find(':', first + 1);
  const bool hours = second != std::string_view::npos;
  const auto leading = whole(text.substr(0, first), 1, 3);
  const auto seconds = seconds_part(text.substr((hours ? second : first) + 1), !hours);
  if (!leading || !seconds)
    return std::nullopt;
  if (!hours)
    return *leading * 60.0 + *seconds;
  const auto minutes = whole(text.substr(first + 1, second - first - 1), 2, 2);
  if (!minutes || *minutes >= 60.0)
    return std::nullopt;
  return *leading * 3600.0 + *minutes * 60.0 + *seconds;
}

bool is_written_date(std::string_view word) {
  return word.find_first_not_of("0123456789/.-") == std::string_view::npos &&
         word.find_first_of("/.-") != std::string_view::npos;
}

std::optional<double> iso_seconds(std::string_view text) {
  if (text.size() <= kIsoDateSize || text[4] != '-' || text[7] != '-')
    return std::nullopt;
  const auto compact = compact_time_from_iso(text);
  const auto time = compact ? parse_compact_time(*compact) : std::nullopt;
  return time && time->has_clock_time ? std::optional(time->seconds) : std::nullopt;
}

}  // namespace

std::optional<double> clock_seconds(std::string_view text) {
  if (text.size() > kLongestClock || text.find(':') == std::string_view::npos)
    return std::nullopt;
  if (text.size() > 2 && text.front() == '[' && text.back() == ']')
    text = trim(text.substr(1, text.size() - 2));
  if (const auto seconds = iso_seconds(text))
    return seconds;
  const std::string_view first = take_token(text);
  const std::string_view second = trim(text);
  if (second.empty())
    return time_of_day(first);
  return is_written_date(first) ? time_of_day(second) : (is_written_date(second) ? time_of_day(first) : std::nullopt);
}

}  // namespace leadwise::io
