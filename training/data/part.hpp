#pragma once

#include <optional>
#include <string_view>
#include <utility>

namespace leadwise::training {

/// What a recording is used for.
enum class Part { train, validation, test, external };

inline constexpr std::pair<Part, const char*> kPartNames[] = {
    {Part::train, "train"}, {Part::validation, "validation"}, {Part::test, "test"}, {Part::external, "external"}};

inline std::optional<Part> part_of_name(std::string_view name) {
  for (const auto& [part, its_name] : kPartNames)
    if (name == its_name)
      return part;
  return std::nullopt;
}

inline const char* name_of_part(Part part) {
  for (const auto& [its_part, name] : kPartNames)
    if (part == its_part)
      return name;
  return "";
}

}  // namespace leadwise::training
