#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace leadwise::cli {

/// Text for a terminal: control characters, which could move its cursor or change what was printed before, become '?', as do
/// bytes that are no UTF-8.
std::string printable(std::string_view text);

/// An answer's line as JSON, every text in it printable.
nlohmann::ordered_json printable_answer(const std::string& json_line);

}  // namespace leadwise::cli
