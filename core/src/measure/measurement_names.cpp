#include <array>

#include "leadwise/measurement.hpp"

namespace leadwise {
namespace {

template <class Enum, std::size_t count>
std::string_view name_of(Enum value, const std::array<std::string_view, count>& names) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view beat_type_name(BeatType type) {
  return name_of(type, std::array<std::string_view, 4>{"dominant", "ectopic", "paced", "unclassified"});
}

std::string_view rhythm_regularity_name(RhythmRegularity regularity) {
  return name_of(regularity,
                 std::array<std::string_view, 4>{"regular", "irregular", "irregularly_irregular", "unknown"});
}

std::string_view usability_name(Usability usability) {
  return name_of(usability, std::array<std::string_view, 3>{"usable", "usable_with_leads", "unusable"});
}

std::string_view criterion_status_name(CriterionStatus status) {
  return name_of(status, std::array<std::string_view, 3>{"met", "not_met", "not_computable"});
}

}  // namespace leadwise
