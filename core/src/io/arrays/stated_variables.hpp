#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arrays/array_file.hpp"
#include "text/statement_keys.hpp"

namespace leadwise::io {

using StatedVariables = std::vector<const ArrayVariable*>;

/// The variables under `parent` that `is_wanted` by variable and letters of their name; where there are none, those anywhere
/// else.
template <class IsWanted>
StatedVariables stated_variables(const ArrayFile& file, std::string_view parent, IsWanted is_wanted) {
  StatedVariables beside, elsewhere;
  for (const ArrayVariable& variable : file.variables) {
    if (is_wanted(variable, key_letters(variable.name)))
      (variable.parent == parent ? beside : elsewhere).push_back(&variable);
  }
  return beside.empty() ? elsewhere : beside;
}

}  // namespace leadwise::io
