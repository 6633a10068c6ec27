#include "edf/edf_number.hpp"

#include <cmath>

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

double rounded(double value, Rounding rounding) {
  if (rounding == Rounding::nearest)
    return std::round(value);
  return rounding == Rounding::down ? std::floor(value) : std::ceil(value);
}

}  // namespace

std::string fixed_point_text(std::int64_t scaled, int decimals) {
  const bool negative = scaled < 0;
  std::string digits = std::to_string(negative ? -scaled : scaled);
  const auto width = static_cast<std::size_t>(decimals) + 1;
  if (digits.size() < width)
    digits.insert(0, width - digits.size(), '0');
  if (decimals > 0) {
    digits.insert(digits.size() - static_cast<std::size_t>(decimals), 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.')
      digits.pop_back();
  }
  if (negative && digits != "0")
    digits.insert(0, 1, '-');
  return digits;
}

std::optional<double> parse_edf_number(std::string_view text) {
  const auto number = parse_double(text);
  return number ? number : parse_sure_decimal_comma(text);
}

std::optional<std::string> edf_number(double value, Rounding rounding) {
  constexpr double kMostShown = 1e9;
  constexpr int kMostShownDecimals = 6;
  double scale = 1e6;
  for (int decimals = kMostShownDecimals; decimals >= 0; --decimals, scale /= 10.0) {
    const double scaled = rounded(value * scale, rounding);
    if (!(std::abs(scaled) < kMostShown))
      continue;
    std::string text = fixed_point_text(static_cast<std::int64_t>(scaled), decimals);
    if (text.size() <= kEdfNumberBytes)
      return text;
  }
  return std::nullopt;
}

}  // namespace leadwise::io
