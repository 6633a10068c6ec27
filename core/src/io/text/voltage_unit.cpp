#include "text/voltage_unit.hpp"

#include <array>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct UnitName {
  std::string_view name;
  double per_millivolt;
};

constexpr double kMicrovolts = 1e3;
constexpr double kNanovolts = 1e6;
constexpr double kVolts = 1e-3;

constexpr std::array kUnitNames = {
    UnitName{"mv", 1.0},
    UnitName{"millivolt", 1.0},
    UnitName{"millivolts", 1.0},
    UnitName{"mvolt", 1.0},
    UnitName{"mvolts", 1.0},
    UnitName{"uv", kMicrovolts},
    UnitName{"uvolt", kMicrovolts},
    UnitName{"uvolts", kMicrovolts},
    UnitName{"\xC2\xB5volt", kMicrovolts},
    UnitName{"\xCE\xBCvolt", kMicrovolts},
    UnitName{"\xB5volt", kMicrovolts},
    UnitName{"\xC2\xB5v", kMicrovolts},  // micro sign
    UnitName{"\xCE\xBCv", kMicrovolts},  // Greek mu
    UnitName{"\xB5v", kMicrovolts},      // micro sign in Latin-1
    // Cyrillic, in small letters and as it is written; then Chinese.
    UnitName{"\xD0\xBC\xD0\xBA\xD0\xB2", kMicrovolts},
    UnitName{"\xD0\xBC\xD0\xBA\xD0\x92", kMicrovolts},
    UnitName{"\xD0\xBC\xD0\xB2", 1.0},
    UnitName{"\xD0\xBC\xD0\x92", 1.0},
    UnitName{"\xE5\xBE\xAE\xE4\xBC\x8F", kMicrovolts},
    UnitName{"\xE6\xAF\xAB\xE4\xBC\x8F", 1.0},
    UnitName{"microvolt", kMicrovolts},
    UnitName{"microvolts", kMicrovolts},
    UnitName{"v", kVolts},
    UnitName{"volt", kVolts},
    UnitName{"volts", kVolts},
    UnitName{"nv", kNanovolts},
    UnitName{"nanovolt", kNanovolts},
    UnitName{"nanovolts", kNanovolts},
};

}  // namespace

std::optional<double> units_per_millivolt(std::string_view unit_name) {
  const std::string wanted = to_lower(trim(unit_name));
  for (const UnitName& unit : kUnitNames) {
    if (unit.name == wanted)
      return unit.per_millivolt;
  }
  return std::nullopt;
}

double units_per_millivolt(VoltageUnit unit) {
  switch (unit) {
    case VoltageUnit::microvolt:
      return kMicrovolts;
    case VoltageUnit::volt:
      return kVolts;
    case VoltageUnit::millivolt:
      break;
  }
  return 1.0;
}

}  // namespace leadwise::io
