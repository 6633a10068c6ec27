#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace leadwise::training {

/// The object that a text holds; an empty one where it holds none: cards may come from anywhere.
inline nlohmann::json object_in(const std::string& text) {
  auto parsed = nlohmann::json::parse(text, nullptr, false);
  return parsed.is_object() ? parsed : nlohmann::json::object();
}

}  // namespace leadwise::training
