#pragma once

#include <optional>
#include <string_view>

namespace leadwise::training {

/// Reads what a table says of a label: 0, 1 or, where nobody knows, nothing; also 0.0 and 1.0, which programs make of whole
/// numbers once one of a column is missing. False: another text.
inline bool read_label(std::string_view text, std::optional<int>& label) {
  const bool is_positive = text == "1" || text == "1.0";
  label.reset();
  if (!text.empty())
    label = is_positive ? 1 : 0;
  return is_positive || text.empty() || text == "0" || text == "0.0";
}

}  // namespace leadwise::training
