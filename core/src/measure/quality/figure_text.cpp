#include "quality/figure_text.hpp"

#include <array>
#include <cstdio>

namespace leadwise {

std::string figure_text(double value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3g", value);
  return digits.data();
}

std::string figure_text(double value, std::string_view unit) { return figure_text(value).append(" ").append(unit); }

}  // namespace leadwise
