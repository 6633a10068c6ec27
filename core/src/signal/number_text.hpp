#pragma once

#include <string>

namespace leadwise {

/// A number for a message: at most six significant digits, e.g. "0.5", "499.9", "nan".
std::string number_text(double value);

}  // namespace leadwise
