#include "wfdb/wfdb_time.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::optional<std::uint64_t> number_in(std::string_view text, std::uint64_t lowest, std::uint64_t highest) {
  const auto number = parse_unsigned(text);
  return number && *number >= lowest && *number <= highest ? number : std::nullopt;
}

std::string padded(std::uint64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width)
    digits.insert(0, width - digits.size(), '0');
  return digits;
}

// "H:M:S" or "M:S", seconds with or without a fraction.
std::optional<std::string> iso_time(std::string_view text) {
  std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() == 2)
    parts.insert(parts.begin(), "0");
  if (parts.size() != 3)
    return std::nullopt;
  const std::size_t point = std::min(parts[2].find('.'), parts[2].size());
  const std::string_view fraction = parts[2].substr(point);
  const auto hours = number_in(parts[0], 0, 23);
  const auto minutes = number_in(parts[1], 0, 59);
  const auto seconds = number_in(parts[2].substr(0, point), 0, 60);
  const bool digits_only = fraction.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!hours || !minutes || !seconds || fraction.size() == 1 || !digits_only)
    return std::nullopt;
  return padded(*hours, 2) + ':' + padded(*minutes, 2) + ':' + padded(*seconds, 2) + std::string(fraction);
}

std::optional<std::uint64_t> month_number(std::string_view text) {
  if (const auto number = number_in(text, 1, 12))
    return number;
  const std::string lower = to_lower(text);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i])
      return i + 1;
  }
  return std::nullopt;
}

// "DD/MM/YYYY" or "DD-Mon-YYYY".
std::optional<std::string> iso_date(std::string_view text) {
  const auto parts = split(text, text.find('/') != std::string_view::npos ? '/' : '-');
  if (parts.size() != 3)
    return std::nullopt;
  const auto day = number_in(parts[0], 1, 31);
  const auto month = month_number(parts[1]);
  const auto year = number_in(parts[2], 1000, 9999);
  if (!day || !month || !year)
    return std::nullopt;
  return padded(*year, 4) + '-' + padded(*month, 2) + '-' + padded(*day, 2);
}

}  // namespace

std::optional<std::string> iso_time_from_wfdb(std::string_view text) {
  std::string_view rest = text;
  std::string_view time = take_token(rest);
  std::string_view date = take_token(rest);
  if (!trim(rest).empty())
    return std::nullopt;
  if (date.find(':') != std::string_view::npos)
    std::swap(time, date);
  const auto iso = iso_time(time);
  if (!iso || date.empty())
    return iso;
  const auto day = iso_date(date);
  return day ? std::optional(*day + 'T' + *iso) : std::nullopt;
}

std::optional<std::string> wfdb_time_from_iso(std::string_view iso) {
  const std::size_t separator = iso.find('T');
  const auto time = iso_time(separator == std::string_view::npos ? iso : iso.substr(separator + 1));
  if (!time || separator == std::string_view::npos)
    return time;
  const auto date = split(iso.substr(0, separator), '-');
  if (date.size() != 3)
    return std::nullopt;
  const auto year = number_in(date[0], 1000, 9999);
  const auto month = number_in(date[1], 1, 12);
  const auto day = number_in(date[2], 1, 31);
  if (!year || !month || !day)
    return std::nullopt;
  return *time + ' ' + padded(*day, 2) + '/' + padded(*month, 2) + '/' + padded(*year, 4);
}

}  // namespace leadwise::io
