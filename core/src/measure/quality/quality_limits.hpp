#pragma once

#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "quality/lead_figures.hpp"

namespace leadwise {

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

/// A figure of a lead and what it may reach.
struct QualityLimit {
  ErrorCode code;
  double (*figure)(const LeadFigures& figures);
  std::string_view verdict;  ///< "has mains hum of"
  std::string_view doubt;    ///< "mains hum"
  std::string_view unit;
  double doubtful_above;  ///< speaks against trusting small waves
  double unusable_above;  ///< measuring fails
};

/// In the order in which a lead is judged.
std::span<const QualityLimit> quality_limits();

/// Why the lead cannot be measured: the first figure that is beyond what is usable, with its limit.
std::optional<Error> unusable_error(Lead lead, const LeadFigures& figures);

}  // namespace leadwise
