#include "text/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fast_float/fast_float.h>
#include <nlohmann/json.hpp>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// from_chars takes no leading plus sign; files have them.
std::string_view without_plus(std::string_view text) {
  const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+';
  return plus ? text.substr(1) : text;
}

// "1,234" may be a thousand; "0,234", "1,23" and "1234,567" have decimal commas.
bool is_surely_decimal(std::string_view number) {
  const std::size_t comma = std::min(number.find(','), number.size());
  std::string_view whole = number.substr(0, comma);
  if (!whole.empty() && (whole.front() == '-' || whole.front() == '+'))
    whole.remove_prefix(1);
  const std::string_view rest = number.substr(comma);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size()) - 1;
  return whole.empty() || whole.front() == '0' || whole.size() > 3 || digits != 3;
}

template <class T>
std::optional<T> parse_whole(std::string_view text) {
  text = without_plus(text);
  T value{};
  const char* end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, value);
  if (failure != std::errc() || rest != end)
    return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> parse_double(std::string_view text) {
  text = without_plus(text);
  if (text.empty())
    return std::nullopt;
  double value = 0.0;
  const char* end = text.data() + text.size();
  const auto [rest, failure] = fast_float::from_chars(text.data(), end, value);
  if (failure != std::errc() || rest != end)
    return std::nullopt;
  return value;
}

std::optional<double> parse_finite(std::string_view text) {
  const auto value = parse_double(trim(text));
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<double> parse_decimal_comma(std::string_view text) {
  // Longer than any number that a program writes.
  constexpr std::size_t kLongestNumber = 64;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.size() > kLongestNumber || text.find('.') != std::string_view::npos ||
      text.find(',', comma + 1) != std::string_view::npos)
    return std::nullopt;
  std::string with_point(text);
  with_point[comma] = '.';
  return parse_double(with_point);
}

std::optional<double> parse_sure_decimal_comma(std::string_view text) {
  const bool sure = text.find(',') != std::string_view::npos && is_surely_decimal(text);
  return sure ? parse_decimal_comma(text) : std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) { return parse_whole<std::int64_t>(text); }

std::optional<std::uint64_t> parse_unsigned(std::string_view text) { return parse_whole<std::uint64_t>(text); }

void append_number(std::string& text, double value) {
  constexpr double kExactIntegers = 1e15;
  if (value == std::trunc(value) && std::abs(value) < kExactIntegers) {
    text += std::to_string(static_cast<std::int64_t>(value));
  } else {
    // The C++ library of the oldest supported WebAssembly toolchain cannot print a double shortest; this one can.
    text += nlohmann::json(value).dump();
  }
}

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

}  // namespace leadwise::io
