#pragma once

#include <string_view>

namespace leadwise::io {

/// A field in which a device's XML keeps a measurement, and what the measurement is called here.
struct MeasuredField {
  std::string_view field;
  std::string_view name;
  std::string_view unit;
};

}  // namespace leadwise::io
