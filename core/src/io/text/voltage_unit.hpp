#pragma once

#include <optional>
#include <string_view>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// How many of the named unit make one millivolt: 1 for "mV", 1000 for "uV", 0.001 for "V", 1e6 for "nV"; the written
/// words and both micro signs are known, in any case. nullopt where the name is no unit of voltage.
std::optional<double> units_per_millivolt(std::string_view unit_name);

double units_per_millivolt(VoltageUnit unit);

}  // namespace leadwise::io
