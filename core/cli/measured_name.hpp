#pragma once

#include <string>
#include <string_view>

namespace leadwise::cli {

/// A measurement's name for reading: "QTc Fridericia" and "ms" of "qtc_fridericia_ms".
struct MeasuredName {
  std::string words;
  std::string unit;
};

MeasuredName measured_name(std::string_view name);

}  // namespace leadwise::cli
