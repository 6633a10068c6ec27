#pragma once

#include <string>
#include <string_view>

namespace leadwise {

/// A figure for a message, with three significant digits: "0.043".
std::string figure_text(double value);

/// With its unit: "0.043 mV".
std::string figure_text(double value, std::string_view unit);

}  // namespace leadwise
