#include "text/compact_time.hpp"

#include <algorithm>
#include <cstdint>

#include "text/calendar_date.hpp"
#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kDayDigits = 8;
constexpr std::size_t kSecondDigits = 14;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t leading_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// The number at `at`, or `absent` where the text is shorter.
int part(std::string_view digits, std::size_t at, std::size_t size, int absent) {
  if (digits.size() < at + size)
    return absent;
  return static_cast<int>(parse_integer(digits.substr(at, size)).value_or(absent));
}

struct Fields {
  int year, month, day, hour, minute, second;
};

Fields fields_of(std::string_view digits) {
  return {part(digits, 0, 4, 0), part(digits, 4, 2, 1),  part(digits, 6, 2, 1),
          part(digits, 8, 2, 0), part(digits, 10, 2, 0), part(digits, 12, 2, 0)};
}

bool in_range(const Fields& t) {
  return make_date(t.year, t.month, t.day) && t.hour <= 23 && t.minute <= 59 && t.second <= 60;
}

// Days of the Gregorian calendar since 1970-01-01; the year is counted from March, so that leap days end it.
std::int64_t days_since_1970(const Fields& t) {
  const std::int64_t year = t.month <= 2 ? t.year - 1 : t.year;
  const std::int64_t month = t.month <= 2 ? t.month + 9 : t.month - 3;
  return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + t.day - 1 - 719468;
}

void append_digits(std::string& text, char separator, std::string_view digits, std::size_t at, std::size_t size = 2) {
  if (digits.size() < at + size)
    return;
  if (separator != '\0')
    text += separator;
  text += digits.substr(at, size);
}

std::string iso_of(std::string_view digits, std::string_view fraction, std::string_view zone) {
  std::string iso(digits.substr(0, 4));
  append_digits(iso, '-', digits, 4);
  append_digits(iso, '-', digits, 6);
  append_digits(iso, 'T', digits, 8);
  append_digits(iso, ':', digits, 10);
  append_digits(iso, ':', digits, 12);
  const std::size_t end = fraction.find_last_not_of('0');
  if (end != std::string_view::npos)
    iso.append(".").append(fraction.substr(0, end + 1));
  if (!zone.empty() && digits.size() > kDayDigits)
    iso.append(zone.substr(0, 3)).append(":").append(zone.substr(3, 2));
  return iso;
}

// Empty and valid where there is none; nullopt where it is none.
std::optional<int> zone_minutes(std::string_view zone) {
  if (zone.empty())
    return 0;
  if (zone.size() != 5 || (zone[0] != '+' && zone[0] != '-') || leading_digits(zone.substr(1)) != 4)
    return std::nullopt;
  const int hours = part(zone.substr(1), 0, 2, 0);
  const int minutes = part(zone.substr(1), 2, 2, 0);
  if (hours > 14 || minutes > 59)
    return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

// Takes ".123" off the front of `rest`; nullopt where a point stands without digits.
std::optional<std::string_view> take_fraction(std::string_view& rest) {
  if (rest.empty() || rest.front() != '.')
    return std::string_view();
  const std::size_t size = leading_digits(rest.substr(1));
  if (size == 0)
    return std::nullopt;
  const std::string_view fraction = rest.substr(1, size);
  rest.remove_prefix(1 + size);
  return fraction;
}

double fraction_s(std::string_view fraction) {
  return fraction.empty() ? 0.0 : parse_double("0." + std::string(fraction.substr(0, 12))).value_or(0.0);
}

std::string without(std::string_view text, std::string_view characters) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
               [&](char c) { return characters.find(c) == std::string_view::npos; });
  return kept;
}

}  // namespace

std::optional<CompactTime> parse_compact_time(std::string_view text) {
  const std::size_t size = leading_digits(text);
  if (size < 4 || size > kSecondDigits || size % 2 != 0)
    return std::nullopt;
  const std::string_view digits = text.substr(0, size);
  std::string_view rest = text.substr(size);
  const auto fraction = take_fraction(rest);
  const auto minutes = zone_minutes(rest);
  const Fields t = fields_of(digits);
  if (!fraction || !minutes || !in_range(t) || (!fraction->empty() && size != kSecondDigits))
    return std::nullopt;
  CompactTime time;
  time.iso = iso_of(digits, *fraction, rest);
  time.seconds = static_cast<double>(days_since_1970(t) * 86400 + t.hour * 3600 + t.minute * 60 + t.second -
                                     std::int64_t{60} * *minutes) +
                 fraction_s(*fraction);
  time.has_clock_time = size > kDayDigits;
  time.has_zone = !rest.empty();
  return time;
}

std::optional<std::string> compact_time_from_iso(std::string_view iso) {
  std::string compact = without(iso.substr(0, 10), "-");
  std::string_view rest = iso.substr(std::min<std::size_t>(iso.size(), 10));
  if (!rest.empty() && rest.front() != 'T' && rest.front() != ' ')
    return std::nullopt;
  rest.remove_prefix(rest.empty() ? 0 : 1);
  compact += without(rest, ":");
  if (!compact.empty() && compact.back() == 'Z')
    compact.replace(compact.size() - 1, 1, "+0000");
  return parse_compact_time(compact) ? std::optional(std::move(compact)) : std::nullopt;
}

}  // namespace leadwise::io
