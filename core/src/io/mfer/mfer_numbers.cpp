#include "mfer/mfer_numbers.hpp"

#include <string>

namespace leadwise::io {
namespace {

constexpr std::size_t kLongestNumber = 4;

std::string sizes_are_wrong(const MferContents& contents, const char* wanted) {
  return "MFER " + mfer_tag_name(contents.tag) + " holds " + std::to_string(contents.bytes.size()) + " bytes, not " +
         wanted;
}

// Exact up to 10^22.
double power_of_ten(int exponent) {
  double power = 1.0;
  for (int i = 0; i < exponent; ++i)
    power *= 10.0;
  return power;
}

}  // namespace

Result<std::optional<std::uint32_t>> mfer_number(const MferContents& contents) {
  const auto size = static_cast<unsigned>(contents.bytes.size());
  if (size == 0)
    return std::nullopt;
  if (size > kLongestNumber)
    return fail(ErrorCode::InvalidHeader, sizes_are_wrong(contents, "1 to 4"), contents.offset);
  return static_cast<std::uint32_t>(load_unsigned(contents.bytes.data(), size, contents.order));
}

Result<std::optional<MferScaled>> mfer_scaled(const MferContents& contents) {
  const std::size_t size = contents.bytes.size();
  if (size == 0)
    return std::nullopt;
  if (size < 3 || size > 2 + kLongestNumber)
    return fail(ErrorCode::InvalidHeader, sizes_are_wrong(contents, "3 to 6"), contents.offset);
  MferScaled scaled;
  scaled.unit = contents.bytes[0];
  scaled.exponent = static_cast<std::int8_t>(contents.bytes[1]);
  scaled.mantissa = load_signed(contents.bytes.data() + 2, static_cast<unsigned>(size - 2), contents.order);
  return scaled;
}

double scaled_value(std::int64_t mantissa, int exponent) {
  const auto value = static_cast<double>(mantissa);
  return exponent < 0 ? value / power_of_ten(-exponent) : value * power_of_ten(exponent);
}

double scaled_reciprocal(std::int64_t mantissa, int exponent) {
  const auto value = static_cast<double>(mantissa);
  return exponent < 0 ? power_of_ten(-exponent) / value : 1.0 / (value * power_of_ten(exponent));
}

}  // namespace leadwise::io
