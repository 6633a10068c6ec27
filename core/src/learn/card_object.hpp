#pragma once

#include <nlohmann/json.hpp>

#include "leadwise/model_description.hpp"

namespace leadwise {

/// The object that a text holds; an empty one where it holds none: a card may come from anywhere.
inline nlohmann::json object_in_card(const std::string& text) {
  // As a view, like all others: over another type there would be a second parser.
  auto object = nlohmann::json::parse(std::string_view(text), nullptr, false);
  return object.is_object() ? object : nlohmann::json::object();
}

/// Words of the user's may be in any encoding.
inline std::string card_text_of(const nlohmann::json& object) {
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

inline constexpr const char* kHeadStatements = "said_of_heads";

}  // namespace leadwise
