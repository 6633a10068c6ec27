#pragma once

#include <optional>
#include <span>

#include "leadwise/error.hpp"
#include "quality/doubtful_leads.hpp"

namespace leadwise {

/// UnusualScale where the largest QRS complexes of the usable leads are so large, or with all chest leads there so small, that
/// a unit or gain wrong by a factor of ten is likelier than such a heart: it may be one all the same.
std::optional<Error> find_unusual_scale(std::span<const FiguresOfLead> usable);

}  // namespace leadwise
