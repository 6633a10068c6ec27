#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/error.hpp"

namespace leadwise::nn {

/// The first thing found wrong in a document; everything after it is read as empty.
using FirstError = std::optional<Error>;

/// Reads the fields of one JSON object, each with its type checked. A field that is missing or of another type sets
/// `error` (InvalidModelDescription, naming the field's path) and reads as empty, so that callers stay straight lines
/// and look at the error once.
class JsonFields {
 public:
  JsonFields(const nlohmann::json& object, std::string path, FirstError& error);

  std::string text(const char* key);
  bool flag(const char* key);
  double number(const char* key);
  std::size_t count(const char* key);
  std::optional<std::string> optional_text(const char* key);
  std::optional<double> optional_number(const char* key);
  /// An array of at most `longest` values.
  const nlohmann::json& list(const char* key, std::size_t longest);
  const nlohmann::json& object(const char* key);
  /// An object of any content as JSON text; empty where the field is absent or null.
  std::string free_form(const char* key);

  /// Refuses fields that nobody asked for: they would otherwise be meant and not obeyed.
  void end() const;

  std::string path_of(const std::string& key) const;
  void refuse(const std::string& key, const std::string& why) const;

 private:
  const nlohmann::json* find(const char* key);
  const nlohmann::json& required(const char* key);

  const nlohmann::json& object_;
  std::string path_;
  FirstError& error_;
  std::vector<std::string> known_;
};

/// Sets `error` unless it is set already.
void refuse_field(FirstError& error, const std::string& path, const std::string& why);

}  // namespace leadwise::nn
