#include "check_settings.hpp"

#include <array>
#include <cstdio>
#include <string>

namespace leadwise {
namespace {

// A T wave shorter than this does not occur and could not be told from the QRS complex.
constexpr double kShortestStTMs = 100.0;

struct Range {
  std::string_view name;
  double SimulationSettings::*setting;
  double low, high;
};

constexpr std::array<Range, 16> kRanges = {{
    {"duration_s", &SimulationSettings::duration_s, 1.0, 3600.0},
    {"sampling_rate_hz", &SimulationSettings::sampling_rate_hz, 100.0, 2000.0},
    {"heart_rate_bpm", &SimulationSettings::heart_rate_bpm, 20.0, 250.0},
    {"rr_irregularity", &SimulationSettings::rr_irregularity, 0.0, 0.5},
    {"frontal_axis_deg", &SimulationSettings::frontal_axis_deg, -180.0, 180.0},
    {"p_duration_ms", &SimulationSettings::p_duration_ms, 0.0, 200.0},
    {"pr_ms", &SimulationSettings::pr_ms, 80.0, 400.0},
    {"qrs_ms", &SimulationSettings::qrs_ms, 50.0, 200.0},
    {"qt_ms", &SimulationSettings::qt_ms, 200.0, 700.0},
    {"p_amplitude_mv", &SimulationSettings::p_amplitude_mv, 0.0, 1.0},
    {"qrs_amplitude_mv", &SimulationSettings::qrs_amplitude_mv, 0.05, 5.0},
    {"t_amplitude_mv", &SimulationSettings::t_amplitude_mv, 0.0, 3.0},
    {"noise_mv", &SimulationSettings::noise_mv, 0.0, 1.0},
    {"mains_mv", &SimulationSettings::mains_mv, 0.0, 2.0},
    {"wander_mv", &SimulationSettings::wander_mv, 0.0, 2.0},
    {"overload_severity", &SimulationSettings::overload_severity, 0.0, 1.0},
}};

// Streams would bring the whole of <locale> into the wasm module.
std::string figure(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

Error invalid(const std::string& message) { return {ErrorCode::InvalidArgument, message}; }

}  // namespace

std::optional<Error> check_range(std::string_view name, double value, double low, double high) {
  if (value >= low && value <= high) {
    return std::nullopt;
  }
  return invalid(std::string(name) + " is " + figure(value) + ", outside " + figure(low) + " to " + figure(high));
}

std::optional<Error> find_invalid_setting(const SimulationSettings& settings) {
  for (const Range& range : kRanges) {
    if (auto error = check_range(range.name, settings.*range.setting, range.low, range.high)) {
      return error;
    }
  }
  if (settings.p_duration_ms > settings.pr_ms) {
    return invalid("p_duration_ms exceeds pr_ms: the P wave would end inside the QRS complex");
  }
  if (settings.qt_ms < settings.qrs_ms + kShortestStTMs) {
    return invalid("qt_ms must exceed qrs_ms by at least 100 ms, the room of ST segment and T wave");
  }
  return std::nullopt;
}

}  // namespace leadwise
