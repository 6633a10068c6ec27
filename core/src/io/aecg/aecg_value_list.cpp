#include "aecg/aecg_value_list.hpp"

#include <cmath>

#include "aecg/aecg_quantity.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

/// Up to here a double holds every whole number.
constexpr std::int64_t kLargestReadDigit = std::int64_t{1} << 53;

std::string prefix(std::string_view label) { return "HL7 aECG sequence " + quoted(label) + ": "; }

/// The unit's size; 0 where it is no unit of voltage.
Result<double> units_per_mv(const AecgQuantity& quantity, std::string_view label, const XmlElement& place,
                            const ReadOptions& options) {
  if (!quantity.unit.empty())
    return units_per_millivolt(quantity.unit).value_or(0.0);
  if (options.unit)
    return units_per_millivolt(*options.unit);
  return fail(ErrorCode::UnitRequired, prefix(label) + "the scale states no unit", place.offset());
}

Result<double> scale_mv(const XmlElement& value, std::string_view label, const ReadOptions& options,
                        AecgValueList& list) {
  const XmlElement scale = value.child("scale");
  const auto quantity = aecg_quantity(scale);
  if (!quantity)
    return fail(ErrorCode::InvalidGain, prefix(label) + "the scale is missing or no number", value.offset());
  const auto per_mv = units_per_mv(*quantity, label, scale, options);
  if (!per_mv)
    return per_mv;
  if (*per_mv == 0.0) {
    list.other_unit = quantity->unit;
    return 0.0;
  }
  const double step_mv = quantity->value / *per_mv;
  if (!(step_mv > 0.0) || !std::isfinite(step_mv)) {
    return fail(ErrorCode::InvalidGain,
                prefix(label) + "the scale is " + number_text(quantity->value) + ", which is no step above 0",
                scale.offset());
  }
  return step_mv;
}

// Absent, the origin is 0.
Result<double> origin_mv(const XmlElement& value, std::string_view label, const ReadOptions& options) {
  const XmlElement origin = value.child("origin");
  if (!origin)
    return 0.0;
  const auto quantity = aecg_quantity(origin);
  if (!quantity)
    return fail(ErrorCode::InvalidHeader, prefix(label) + "the origin is no number", origin.offset());
  if (quantity->value == 0.0)
    return 0.0;
  const auto per_mv = units_per_mv(*quantity, label, origin, options);
  if (!per_mv)
    return per_mv;
  if (*per_mv == 0.0) {
    return fail(ErrorCode::InvalidHeader,
                prefix(label) + "the origin's unit " + quoted(quantity->unit) + " is no unit of voltage",
                origin.offset());
  }
  return quantity->value / *per_mv;
}

Result<std::int64_t> digit_of(std::string_view token, std::string_view label, const XmlElement& digits) {
  const auto digit = parse_integer(token);
  if (digit && *digit <= kLargestReadDigit && *digit >= -kLargestReadDigit)
    return *digit;
  return fail(ErrorCode::InvalidSample, prefix(label) + quoted(token) + " among the digits is no whole number",
              digits.offset());
}

Result<void> take_digits(const XmlElement& value, std::string_view label, double origin, AecgValueList& list) {
  const XmlElement digits = value.child("digits");
  const std::string text = digits.text();
  std::string_view rest = text;
  for (std::string_view token = take_token(rest); !token.empty(); token = take_token(rest)) {
    const auto digit = digit_of(token, label, digits);
    if (!digit)
      return tl::unexpected(digit.error());
    list.samples_mv.push_back(origin + static_cast<double>(*digit) * list.resolution_mv);
    if (!std::isfinite(list.samples_mv.back()))
      return fail(ErrorCode::InvalidSample, prefix(label) + quoted(token) + " is no finite voltage", digits.offset());
  }
  if (list.samples_mv.empty())
    return fail(ErrorCode::InvalidHeader, prefix(label) + "the digits are missing", value.offset());
  return {};
}

}  // namespace

Result<AecgValueList> read_aecg_value_list(const XmlElement& sequence, std::string_view label,
                                           const ReadOptions& options) {
  const XmlElement value = sequence.child("value");
  const std::string_view type = aecg_type(value);
  if (type != "SLIST_PQ" && type != "SLIST_INT" && type != "SLIST_REAL") {
    return fail(ErrorCode::UnsupportedFormat, prefix(label) + "values of the type " + quoted(type) + " are not read",
                sequence.offset());
  }
  AecgValueList list;
  const auto step_mv = scale_mv(value, label, options, list);
  if (!step_mv)
    return tl::unexpected(step_mv.error());
  if (!list.other_unit.empty())
    return list;
  const auto origin = origin_mv(value, label, options);
  if (!origin)
    return tl::unexpected(origin.error());
  list.resolution_mv = *step_mv;
  list.baseline_adu = *origin == 0.0 ? 0.0 : -*origin / *step_mv;
  if (!std::isfinite(list.baseline_adu))
    return fail(ErrorCode::InvalidGain, prefix(label) + "the origin is out of proportion to the scale", value.offset());
  if (auto taken = take_digits(value, label, *origin, list); !taken)
    return tl::unexpected(taken.error());
  return list;
}

}  // namespace leadwise::io
