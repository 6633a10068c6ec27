#include "answer_table.hpp"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace leadwise::cli {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& reason) {
  std::string text = reason["code"].get<std::string>() + ": " + reason["message"].get<std::string>();
  if (reason.contains("offset") && !reason["offset"].is_null())
    text += " (at byte " + reason["offset"].dump() + ")";
  return text;
}

std::string text_of_prediction(const Json& prediction) {
  std::array<char, 160> text{};
  const double probability = prediction["probability"].get<double>();
  const char* form = prediction["clinically_validated"].get<bool>() ? "%s, %zu leads: probability %.3f"
                                                                    : "%s, %zu leads: score %.0f of 100";
  std::snprintf(text.data(), text.size(), form, prediction["task"].get<std::string>().c_str(),
                prediction["leads"].get<std::size_t>(),
                prediction["clinically_validated"].get<bool>() ? probability : 100.0 * probability);
  std::string line = text.data();
  if (!prediction["positive"].is_null())
    line += prediction["positive"].get<bool>() ? ", at or above threshold" : ", below threshold";
  return line;
}

}  // namespace

std::string table_heading(const std::string& first_json_line) {
  const Json answer = Json::parse(first_json_line);
  if (!answer.contains("model"))
    return "Research use only.\n";
  return "Model " + answer["model"]["name"].get<std::string>() + ". " +
         answer["model"]["intended_use"].get<std::string>() + "\nResearch use only.\n";
}

std::string table_line(const std::string& json_line) {
  const Json answer = Json::parse(json_line);
  std::string line = answer["file"].get<std::string>() + "  ";
  if (!answer["ok"].get<bool>())
    return line + "error, " + text_of(answer["error"]);
  if (!answer["abstained"].is_null())
    return line + "no answer, " + text_of(answer["abstained"]);
  const char* separator = "";
  for (const Json& prediction : answer["predictions"]) {
    line += separator + text_of_prediction(prediction);
    separator = "; ";
  }
  return line;
}

}  // namespace leadwise::cli
