#pragma once

#include "leadwise/error.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise {

/// The first setting that is out of its range or contradicts another: InvalidArgument, naming it. nullopt: all is well.
std::optional<Error> find_invalid_setting(const SimulationSettings& settings);

/// The same for a value alone; NaN is out of every range.
std::optional<Error> check_range(std::string_view name, double value, double low, double high);

}  // namespace leadwise
