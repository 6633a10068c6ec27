#include "json_fields.hpp"

#include <algorithm>
#include <utility>

namespace leadwise::nn {
namespace {

using nlohmann::json;

const json& nothing() {
  static const json kNull;
  return kNull;
}

/// Largest count a description may state; products of several are checked where they are formed.
constexpr json::number_unsigned_t kLargestCount = 1U << 28U;

}  // namespace

void refuse_field(FirstError& error, const std::string& path, const std::string& why) {
  if (!error)
    error = Error{ErrorCode::InvalidModelDescription, "model description: " + path + " " + why};
}

JsonFields::JsonFields(const json& object, std::string path, FirstError& error)
    : object_(object), path_(std::move(path)), error_(error) {
  if (!object_.is_object())
    refuse_field(error_, path_.empty() ? "the document" : path_, "must be an object");
}

std::string JsonFields::path_of(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

void JsonFields::refuse(const std::string& key, const std::string& why) const {
  refuse_field(error_, path_of(key), why);
}

const json* JsonFields::find(const char* key) {
  known_.emplace_back(key);
  if (!object_.is_object())
    return nullptr;
  const auto found = object_.find(key);
  return found == object_.end() ? nullptr : &*found;
}

const json& JsonFields::required(const char* key) {
  const json* value = find(key);
  if (value != nullptr)
    return *value;
  refuse(key, "is missing");
  return nothing();
}

std::string JsonFields::text(const char* key) {
  const auto* value = required(key).get_ptr<const json::string_t*>();
  if (value != nullptr)
    return *value;
  refuse(key, "must be a string");
  return {};
}

bool JsonFields::flag(const char* key) {
  const auto* value = required(key).get_ptr<const json::boolean_t*>();
  if (value == nullptr)
    refuse(key, "must be true or false");
  return value != nullptr && *value;
}

double JsonFields::number(const char* key) {
  const json& value = required(key);
  if (value.is_number())
    return value.get<double>();
  refuse(key, "must be a number");
  return 0.0;
}

std::size_t JsonFields::count(const char* key) {
  const auto* value = required(key).get_ptr<const json::number_unsigned_t*>();
  if (value == nullptr) {
    refuse(key, "must be a whole number, not negative");
    return 0;
  }
  if (*value > kLargestCount)
    refuse(key, "is larger than " + std::to_string(kLargestCount));
  return static_cast<std::size_t>(std::min(*value, kLargestCount));
}

std::optional<std::string> JsonFields::optional_text(const char* key) {
  const json* value = find(key);
  if (value == nullptr || value->is_null())
    return std::nullopt;
  return text(key);
}

std::optional<double> JsonFields::optional_number(const char* key) {
  const json* value = find(key);
  if (value == nullptr || value->is_null())
    return std::nullopt;
  return number(key);
}

const json& JsonFields::list(const char* key, std::size_t longest) {
  const json& value = required(key);
  if (!value.is_array()) {
    refuse(key, "must be an array");
  } else if (value.size() > longest) {
    refuse(key, "holds " + std::to_string(value.size()) + " entries, more than " + std::to_string(longest));
  } else {
    return value;
  }
  return nothing();
}

const json& JsonFields::object(const char* key) { return required(key); }

std::string JsonFields::free_form(const char* key) {
  const json* value = find(key);
  if (value == nullptr || value->is_null())
    return {};
  if (!value->is_object())
    refuse(key, "must be an object");
  return value->dump();
}

void JsonFields::end() const {
  if (!object_.is_object())
    return;
  for (const auto& field : object_.items()) {
    const bool known = std::find(known_.begin(), known_.end(), field.key()) != known_.end();
    if (!known)
      refuse(field.key(), "is not a field of this format version");
  }
}

}  // namespace leadwise::nn
