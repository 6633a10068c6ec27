#include "fhir/sampled_data.hpp"

#include <cmath>
#include <limits>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

std::string field(const std::string& what, const std::string& text) { return "FHIR, " + what + ": " + text; }

Result<void> read_origin(const FhirJson& value, const std::string& what, SampledData& data) {
  const FhirJson* origin = fhir_member(value, "origin");
  const auto zero = origin == nullptr ? std::nullopt : fhir_number(*origin, "value");
  if (!zero || !std::isfinite(*zero))
    return fail(ErrorCode::InvalidHeader, field(what, "origin.value is no number"));
  data.origin = *zero;
  data.unit = fhir_text(*origin, "code");
  if (!data.unit || !units_per_millivolt(*data.unit))
    data.unit = fhir_text(*origin, "unit");
  return {};
}

Result<void> read_factor(const FhirJson& value, const std::string& what, SampledData& data) {
  if (fhir_member(value, "factor") == nullptr)
    return {};
  const auto factor = fhir_number(value, "factor");
  if (!factor || !std::isfinite(*factor) || *factor == 0.0)
    return fail(ErrorCode::InvalidGain, field(what, "the factor is " + (factor ? number_text(*factor) : "no number")));
  data.factor = *factor;
  return {};
}

// UCUM codes of times.
std::optional<double> seconds_per(const std::string& unit) {
  if (unit == "s")
    return 1.0;
  if (unit == "ms")
    return 1e-3;
  return unit == "us" ? std::optional(1e-6) : std::nullopt;
}

Result<void> read_period(const FhirJson& value, const std::string& what, SampledData& data) {
  const bool is_r5 = fhir_member(value, "period") == nullptr;
  const auto period = fhir_number(value, is_r5 ? "interval" : "period");
  const auto unit_s = is_r5 ? seconds_per(fhir_text(value, "intervalUnit").value_or("")) : std::optional(1e-3);
  if (!period) {
    if (fhir_member(value, "offsets") != nullptr)
      return fail(ErrorCode::UnsupportedFormat, field(what, "samples at uneven times (offsets) are not read"));
    return {};
  }
  if (!unit_s)
    return fail(ErrorCode::UnsupportedFormat,
                field(what, "the interval's unit is " + io::quoted(fhir_text(value, "intervalUnit").value_or(""))));
  const double per_second = *unit_s == 1.0 ? 1.0 : (*unit_s == 1e-3 ? 1e3 : 1e6);
  const double rate_hz = per_second / *period;
  constexpr double kLowestHz = 1e-3, kHighestHz = 1e5;
  if (!(*period > 0.0) || !std::isfinite(rate_hz))
    return fail(ErrorCode::InvalidSamplingRate, field(what, "the period is " + number_text(*period)));
  // A known writer gives seconds where milliseconds are asked for: such a period states no rate.
  if (rate_hz >= kLowestHz && rate_hz <= kHighestHz)
    data.sampling_rate_hz = rate_hz;
  return {};
}

Result<void> read_numbers(const std::string& text, const std::string& what, SampledData& data) {
  std::string_view rest = text;
  for (std::string_view word = take_token(rest); !word.empty(); word = take_token(rest)) {
    if (word == "E" || word == "L" || word == "U") {
      data.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    const auto number = parse_double(word);
    if (!number || !std::isfinite(*number))
      return fail(
          ErrorCode::InvalidSample,
          field(what, "value " + std::to_string(data.numbers.size() + 1) + " of the data is " + io::quoted(word)),
          offset_in(text, word));
    data.numbers.push_back(*number);
  }
  if (data.numbers.empty())
    return fail(ErrorCode::TruncatedData, field(what, "the data are empty"));
  return {};
}

}  // namespace

Result<SampledData> read_sampled_data(const FhirJson& value, const std::string& what) {
  SampledData data;
  const auto dimensions = fhir_number(value, "dimensions");
  if (dimensions.value_or(1.0) != 1.0)
    return fail(ErrorCode::UnsupportedFormat, field(what, "several dimensions in one SampledData are not read"));
  if (fhir_member(value, "codeMap") != nullptr && fhir_member(value, "codeMap")->is_object())
    return fail(ErrorCode::UnsupportedFormat, field(what, "values coded by a map are not read"));
  const auto text = fhir_text(value, "data");
  if (!text)
    return fail(ErrorCode::TruncatedData, field(what, "there are no data"));
  for (const auto read : {read_origin, read_factor, read_period}) {
    if (auto done = read(value, what, data); !done)
      return tl::unexpected(done.error());
  }
  if (auto numbers = read_numbers(*text, what, data); !numbers)
    return tl::unexpected(numbers.error());
  return data;
}

}  // namespace leadwise::io
