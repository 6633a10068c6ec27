#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "leadwise/error.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// A field of an XML format: an attribute's or a child element's value, with what is needed to say what is wrong with it.
struct XmlField {
  XmlElement place;
  /// The format, for messages.
  std::string_view format;
  /// The field's name, for messages.
  std::string_view name;
  /// Absent or empty: nullopt.
  std::optional<std::string> value;
};

/// The text of a child of `parent`.
XmlField child_field(const XmlElement& parent, std::string_view name, std::string_view format);

/// An attribute of `element`.
XmlField attribute_field(const XmlElement& element, std::string_view name, std::string_view format);

/// A count (number of samples, of leads) of at most `most`. Errors: InvalidHeader (missing, no whole number), TooLarge.
Result<std::uint64_t> read_count(const XmlField& field, std::uint64_t most);

/// Hz. Errors: InvalidSamplingRate where the field is missing, no number, or outside 1 to 100000 Hz.
Result<double> read_rate_hz(const XmlField& field);

/// One digital unit in mV, where the field counts in units of which `units_per_mv` make one. Errors: InvalidGain where the
/// field is missing, no number, or outside 1e-9 to 1000 mV.
Result<double> read_resolution_mv(const XmlField& field, double units_per_mv);

/// "format: name "value" problem", for errors at the field's place.
tl::unexpected<Error> field_error(const XmlField& field, ErrorCode code, std::string_view problem);

}  // namespace leadwise::io
