#include "xml/xml_number.hpp"

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr double kLowestRateHz = 1.0;
constexpr double kHighestRateHz = 100000.0;
constexpr double kFinestResolutionMv = 1e-9;
constexpr double kCoarsestResolutionMv = 1000.0;

std::optional<double> number_between(const std::optional<std::string>& text, double least, double most,
                                     double divisor) {
  const auto number = text ? parse_double(trim(*text)) : std::nullopt;
  if (!number)
    return std::nullopt;
  const double value = *number / divisor;
  // Written so that NaN fails.
  return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

}  // namespace

XmlField child_field(const XmlElement& parent, std::string_view name, std::string_view format) {
  const XmlElement child = parent.child(name);
  return {child ? child : parent, format, name, parent.text_of(name)};
}

XmlField attribute_field(const XmlElement& element, std::string_view name, std::string_view format) {
  const auto value = element.attribute(name);
  const bool stated = value && !trim(*value).empty();
  return {element, format, name, stated ? std::optional(std::string(trim(*value))) : std::nullopt};
}

Result<std::uint64_t> read_count(const XmlField& field, std::uint64_t most) {
  const auto number = field.value ? parse_unsigned(*field.value) : std::nullopt;
  if (!number)
    return field_error(field, ErrorCode::InvalidHeader, "is no whole number");
  if (*number > most)
    return field_error(field, ErrorCode::TooLarge, "is more than is read");
  return *number;
}

Result<double> read_rate_hz(const XmlField& field) {
  if (const auto rate = number_between(field.value, kLowestRateHz, kHighestRateHz, 1.0))
    return *rate;
  return field_error(field, ErrorCode::InvalidSamplingRate, "is no sampling rate in Hz");
}

Result<double> read_resolution_mv(const XmlField& field, double units_per_mv) {
  if (const auto resolution = number_between(field.value, kFinestResolutionMv, kCoarsestResolutionMv, units_per_mv))
    return *resolution;
  return field_error(field, ErrorCode::InvalidGain, "is no amplitude of one digital unit");
}

tl::unexpected<Error> field_error(const XmlField& field, ErrorCode code, std::string_view problem) {
  std::string message(field.format);
  message.append(": ").append(field.name).append(" ");
  message.append(field.value ? quoted(*field.value) : std::string("(absent)")).append(" ").append(problem);
  return fail(code, std::move(message), field.place.offset());
}

}  // namespace leadwise::io
