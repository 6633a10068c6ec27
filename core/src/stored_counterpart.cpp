#include "stored_counterpart.hpp"

#include <algorithm>
#include <array>

namespace leadwise {
namespace {

struct Names {
  std::string_view ours;
  std::string_view stored;
};

constexpr std::array kNames = {
    Names{"heart_rate_bpm", "heart rate"},
    Names{"heart_rate_bpm", "ventricular rate"},
    Names{"rr_mean_ms", "RR interval"},
    Names{"p_duration_ms", "P duration"},
    Names{"pr_ms", "PR interval"},
    Names{"pr_ms", "PQ interval"},
    Names{"qrs_ms", "QRS duration"},
    Names{"qt_ms", "QT interval"},
    Names{"qtc_bazett_ms", "QTc Bazett"},
    Names{"qtc_bazett_ms", "QTc interval (Bazett)"},
    Names{"qtc_fridericia_ms", "QTc Fridericia"},
    Names{"qtc_fridericia_ms", "QTc interval (Fridericia)"},
    Names{"p_axis_deg", "P axis"},
    Names{"qrs_axis_deg", "QRS axis"},
    Names{"qrs_axis_deg", "R axis"},
    Names{"t_axis_deg", "T axis"},
};

struct Unit {
  std::string_view suffix;
  std::string_view stored;
};

constexpr std::array kUnits = {Unit{"_ms", "ms"},         Unit{"_bpm", "bpm"}, Unit{"_bpm", "/min"},
                               Unit{"_deg", "deg"},       Unit{"_bpm", "BPM"}, Unit{"_bpm", "{H.B.}/min"},
                               Unit{"_deg", "degrees"}};

bool is_unit_of(std::string_view name, std::string_view stored_unit) {
  return std::any_of(kUnits.begin(), kUnits.end(),
                     [&](const Unit& unit) { return name.ends_with(unit.suffix) && unit.stored == stored_unit; });
}

}  // namespace

const StoredMeasurement* stored_counterpart(const EcgRecord& record, std::string_view name) {
  for (const Names& names : kNames) {
    if (names.ours != name)
      continue;
    for (const StoredMeasurement& measurement : record.measurements) {
      if (measurement.name == names.stored && is_unit_of(name, measurement.unit))
        return &measurement;
    }
  }
  return nullptr;
}

}  // namespace leadwise
