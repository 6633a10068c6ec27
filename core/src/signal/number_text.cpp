#include "number_text.hpp"

#include <cstdio>

namespace leadwise {

std::string number_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", value);
  return text;
}

}  // namespace leadwise
