#include "rounded_number.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace leadwise::report {
namespace {

struct UnitStep {
  std::string_view suffix;
  double steps_per_unit;
};

/// The longer suffixes first: "_mv_ms" ends in "_ms" too.
constexpr std::array kSteps = {UnitStep{"_mv_ms", 100.0}, UnitStep{"_ms", 10.0},   UnitStep{"_deg", 10.0},
                               UnitStep{"_bpm", 10.0},    UnitStep{"_mv", 1000.0}, UnitStep{"_percent", 10.0}};
constexpr double kUsualSteps = 1000.0;
constexpr double kStepsPerSecond = 10000.0;

double steps_per_unit(std::string_view name) {
  for (const UnitStep& unit : kSteps) {
    if (name.ends_with(unit.suffix))
      return unit.steps_per_unit;
  }
  return kUsualSteps;
}

Json rounded(const std::optional<double>& value, double steps) {
  if (!value || !std::isfinite(*value))
    return nullptr;
  // Adding 0 turns -0 into 0, which would read as a negative number.
  return std::round(*value * steps) / steps + 0.0;
}

}  // namespace

Json time_json(const std::optional<double>& time_s) { return rounded(time_s, kStepsPerSecond); }

Json value_json(std::string_view name, const std::optional<double>& value) {
  return rounded(value, steps_per_unit(name));
}

Json significant_json(double value) {
  constexpr int kDigits = 4;
  if (!std::isfinite(value))
    return nullptr;
  if (std::fabs(value) < std::numeric_limits<double>::min())
    return 0.0;
  // A power of ten that a double holds exactly, so that what is printed has no more digits.
  const int power = std::min(kDigits - 1 - static_cast<int>(std::floor(std::log10(std::fabs(value)))), 22);
  const double scale = std::pow(10.0, std::abs(power));
  return (power < 0 ? std::round(value / scale) * scale : std::round(value * scale) / scale) + 0.0;
}

}  // namespace leadwise::report
