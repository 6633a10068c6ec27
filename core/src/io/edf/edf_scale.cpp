#include "edf/edf_scale.hpp"

#include <cmath>

#include "edf/edf_number.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string place(const EdfHeader& header, const EdfSignal& signal) {
  return std::string(header.name) + " signal " + quoted(signal.label.text) + ": ";
}

Result<double> number_of(const EdfHeader& header, const EdfSignal& signal, const EdfField& field,
                         std::string_view name) {
  const auto value = parse_edf_number(field.text);
  if (value && std::isfinite(*value))
    return *value;
  return fail(ErrorCode::InvalidHeader,
              place(header, signal) + "the " + std::string(name) + " is " + quoted(field.text) + ", no number",
              field.offset);
}

Result<double> digital_number(const EdfHeader& header, const EdfSignal& signal, const EdfField& field,
                              std::string_view name) {
  const auto value = number_of(header, signal, field, name);
  if (!value)
    return value;
  const double limit = header.sample_bytes == 2 ? 32768.0 : 8388608.0;
  if (*value == std::trunc(*value) && *value >= -limit && *value < limit)
    return value;
  return fail(ErrorCode::InvalidHeader,
              place(header, signal) + "the " + std::string(name) + " of " + quoted(field.text) + " is no integer of " +
                  std::to_string(8 * header.sample_bytes) + " bits",
              field.offset);
}

}  // namespace

bool is_usable_edf_scale(const EdfScale& scale) {
  constexpr double kLargestBaseline = 1e9;
  constexpr double kLargestReadAdu = 16777216.0;
  return std::isnormal(scale.step_mv) && std::isnormal(1.0 / scale.step_mv) && std::isfinite(scale.baseline_adu) &&
         std::abs(scale.baseline_adu) <= kLargestBaseline &&
         std::isfinite((kLargestBaseline + kLargestReadAdu) * scale.step_mv);
}

Result<EdfScale> read_edf_scale(const EdfHeader& header, const EdfSignal& signal, double per_millivolt) {
  const auto physical_minimum = number_of(header, signal, signal.physical_minimum, "physical minimum");
  const auto physical_maximum = number_of(header, signal, signal.physical_maximum, "physical maximum");
  const auto digital_minimum = digital_number(header, signal, signal.digital_minimum, "digital minimum");
  const auto digital_maximum = digital_number(header, signal, signal.digital_maximum, "digital maximum");
  for (const auto* number : {&physical_minimum, &physical_maximum, &digital_minimum, &digital_maximum}) {
    if (!*number)
      return tl::unexpected(number->error());
  }
  if (*digital_minimum >= *digital_maximum) {
    return fail(ErrorCode::InvalidHeader,
                place(header, signal) + "the digital minimum of " + number_text(*digital_minimum) +
                    " is not below the maximum of " + number_text(*digital_maximum),
                signal.digital_minimum.offset);
  }
  const double step = (*physical_maximum - *physical_minimum) / (*digital_maximum - *digital_minimum);
  const EdfScale scale{step / per_millivolt, *digital_minimum - *physical_minimum / step, *digital_minimum,
                       *digital_maximum};
  if (is_usable_edf_scale(scale))
    return scale;
  return fail(ErrorCode::InvalidGain,
              place(header, signal) + "the physical range " + quoted(signal.physical_minimum.text) + " to " +
                  quoted(signal.physical_maximum.text) + " gives no usable gain",
              signal.physical_minimum.offset);
}

}  // namespace leadwise::io
