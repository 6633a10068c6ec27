#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "xml/xml_document.hpp"

namespace leadwise::io {

/// A number with a unit as HL7 version 3 writes it (type PQ): <scale value="2.5" unit="uV"/>.
struct AecgQuantity {
  double value = 0.0;
  /// Empty where none is stated.
  std::string_view unit;
};

/// nullopt where the element is absent or its value is no finite number.
std::optional<AecgQuantity> aecg_quantity(const XmlElement& element);

/// How many of the named unit of time make one second; nullopt where it is none.
std::optional<double> units_per_second(std::string_view unit_name);

/// Seconds; nullopt where the element holds no quantity of time.
std::optional<double> aecg_seconds(const XmlElement& element);

/// The attribute `code` of an element's child <code>; empty where there is none.
std::string aecg_code(const XmlElement& element);

/// The type of a <value>, without prefix: "SLIST_PQ", "IVL_TS".
std::string_view aecg_type(const XmlElement& value);

}  // namespace leadwise::io
