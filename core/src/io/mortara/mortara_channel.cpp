#include "mortara/mortara_channel.hpp"

#include <cmath>

#include "bytes/base64.hpp"
#include "bytes/digital_channel.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string_view attribute_of(const XmlElement& element, std::string_view name) {
  return trim(element.attribute(name).value_or(""));
}

std::string prefix(const XmlElement& element) {
  return "Mortara XML " + std::string(element.name()) + ' ' + quoted(attribute_of(element, "NAME")) + ": ";
}

// What is read is one way of storing; any other must be recognised, never guessed.
Result<void> check_is(const XmlElement& element, std::string_view name, std::string_view wanted) {
  const std::string_view stated = attribute_of(element, name);
  if (to_lower(stated) == to_lower(wanted))
    return {};
  return fail(ErrorCode::UnsupportedFormat,
              prefix(element) + std::string(name) + " is " + quoted(stated) + "; only " + quoted(wanted) + " is read",
              element.offset());
}

Result<void> check_storage(const XmlElement& element) {
  for (const auto& [name, wanted] :
       {std::pair("BITS", "16"), std::pair("FORMAT", "SIGNED"), std::pair("ENCODING", "BASE64")}) {
    if (auto checked = check_is(element, name, wanted); !checked)
      return checked;
  }
  // Public readers disagree on whether an offset is added.
  const std::string_view offset = attribute_of(element, "OFFSET");
  return offset.empty() ? Result<void>{} : check_is(element, "OFFSET", "0");
}

Result<double> number_of(const XmlElement& element, std::string_view name, ErrorCode code, double smallest,
                         double largest) {
  const std::string_view stated = attribute_of(element, name);
  const auto number = parse_double(stated);
  if (number && *number >= smallest && *number <= largest)
    return *number;
  return fail(code, prefix(element) + std::string(name) + " is " + quoted(stated), element.offset());
}

}  // namespace

Result<MortaraEncoding> mortara_encoding(const XmlElement& element) {
  if (auto checked = check_storage(element); !checked)
    return tl::unexpected(checked.error());
  const auto gain = number_of(element, "UNITS_PER_MV", ErrorCode::InvalidGain, 1e-3, 1e9);
  if (!gain)
    return tl::unexpected(gain.error());
  const auto rate_hz = number_of(element, "SAMPLE_FREQ", ErrorCode::InvalidSamplingRate, 1.0, 1e6);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  const auto count = parse_unsigned(attribute_of(element, "DURATION"));
  if (!count || *count == 0)
    return xml_field_error(element, prefix(element), "DURATION", "is missing or no count of samples");
  return MortaraEncoding{*gain, *rate_hz, *count};
}

Result<Channel> mortara_channel(const XmlElement& element, const MortaraEncoding& encoding) {
  const auto bytes = decode_base64(element.attribute("DATA").value_or(""));
  if (!bytes || bytes->size() % 2 != 0)
    return fail(ErrorCode::InvalidSample, prefix(element) + "DATA is no base64 of 16-bit samples", element.offset());
  if (bytes->size() / 2 != encoding.sample_count) {
    const bool fewer = bytes->size() / 2 < encoding.sample_count;
    return fail(fewer ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                prefix(element) + "DATA holds " + std::to_string(bytes->size() / 2) + " samples, DURATION says " +
                    std::to_string(encoding.sample_count),
                element.offset());
  }
  return digital_channel(std::string(attribute_of(element, "NAME")), unpack_16(*bytes, ByteOrder::little),
                         1.0 / encoding.units_per_mv);
}

}  // namespace leadwise::io
