#include "aecg/aecg_quantity.hpp"

#include <array>
#include <cmath>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct TimeUnit {
  std::string_view name;
  double per_second;
};

constexpr std::array kTimeUnits = {
    TimeUnit{"s", 1.0},         TimeUnit{"ms", 1e3},        TimeUnit{"us", 1e6},
    TimeUnit{"\xC2\xB5s", 1e6}, TimeUnit{"\xCE\xBCs", 1e6}, TimeUnit{"ns", 1e9},
};

}  // namespace

std::optional<AecgQuantity> aecg_quantity(const XmlElement& element) {
  const auto stated = element.attribute("value");
  const auto value = stated ? parse_double(trim(*stated)) : std::nullopt;
  if (!value || !std::isfinite(*value))
    return std::nullopt;
  return AecgQuantity{*value, trim(element.attribute("unit").value_or(""))};
}

std::optional<double> units_per_second(std::string_view unit_name) {
  for (const TimeUnit& unit : kTimeUnits) {
    if (unit.name == unit_name)
      return unit.per_second;
  }
  return std::nullopt;
}

std::optional<double> aecg_seconds(const XmlElement& element) {
  const auto quantity = aecg_quantity(element);
  const auto per_second = quantity ? units_per_second(quantity->unit) : std::nullopt;
  return per_second ? std::optional(quantity->value / *per_second) : std::nullopt;
}

std::string aecg_code(const XmlElement& element) {
  return std::string(trim(element.child("code").attribute("code").value_or("")));
}

std::string_view aecg_type(const XmlElement& value) {
  const std::string_view type = trim(value.attribute("type").value_or(""));
  const std::size_t colon = type.rfind(':');
  return colon == std::string_view::npos ? type : type.substr(colon + 1);
}

}  // namespace leadwise::io
