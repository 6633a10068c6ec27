#pragma once

#include <optional>
#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// What a limb lead should be by the record's first two other limb leads, whether or not it is recorded itself; nullopt
/// where there are not two.
std::optional<std::vector<double>> derive_from_others(const EcgRecord& record, Lead wanted);

/// The limb lead `wanted` by two other limb leads, as long as the shorter one.
std::vector<double> derive_from_pair(const Channel& first, const Channel& second, Lead wanted);

}  // namespace leadwise
