#pragma once

#include <optional>
#include <span>

#include "leadwise/error.hpp"
#include "quality/doubtful_leads.hpp"

namespace leadwise {

/// Where no lead's QRS complexes reach it the unit is wrong by a factor of ten and more, and the recording is refused; a heart
/// in a large effusion still shows 0.2 mV somewhere.
inline constexpr double kSmallestQrsMv = 0.05;

/// UnusualScale where the largest QRS complexes of the usable leads are so large, or with all chest leads or the limb leads
/// there so small, that a unit or gain wrong by a factor of ten is likelier than such a heart: it may be one all the same.
/// nullopt below kSmallestQrsMv.
std::optional<Error> find_unusual_scale(std::span<const FiguresOfLead> usable);

}  // namespace leadwise
