#include "scp/scp_date.hpp"

#include <array>

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

constexpr double kDaysPerYear = 365.2425;
constexpr int kFirstGregorianYear = 1583;
constexpr int kLastYear = 9999;

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<std::size_t>(month) - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

int day_number(const ScpDate& date) {
  const int before = date.year - 1;
  int days = before * 365 + before / 4 - before / 100 + before / 400 + date.day;
  for (int month = 1; month < date.month; ++month)
    days += days_in_month(date.year, month);
  return days;
}

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::optional<ScpDate> read_scp_date(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 4)
    return std::nullopt;
  const ScpDate date{static_cast<int>(load_unsigned(bytes.data(), 2, ByteOrder::little)), bytes[2], bytes[3]};
  if (date.year < kFirstGregorianYear || date.year > kLastYear || date.month < 1 || date.month > 12 || date.day < 1 ||
      date.day > days_in_month(date.year, date.month))
    return std::nullopt;
  return date;
}

std::string iso_date(const ScpDate& date) {
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

std::optional<std::string> read_scp_time(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 3 || bytes[0] > 23 || bytes[1] > 59 || bytes[2] > 59)
    return std::nullopt;
  return digits(bytes[0], 2) + ":" + digits(bytes[1], 2) + ":" + digits(bytes[2], 2);
}

std::optional<double> age_in_years(const ScpDate& birth, const ScpDate& then) {
  const int days = day_number(then) - day_number(birth);
  return days < 0 ? std::nullopt : std::optional(days / kDaysPerYear);
}

}  // namespace leadwise::io
