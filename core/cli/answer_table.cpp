#include "answer_table.hpp"

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "explanation_text.hpp"
#include "printable.hpp"
#include "reason_text.hpp"

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of_score(const Json& prediction) {
  const bool validated = prediction["clinically_validated"].get<bool>();
  const double probability = prediction["probability"].get<double>();
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), validated ? "probability %.3f" : "score %.0f of 100",
                validated ? probability : 100.0 * probability);
  return text.data();
}

/// Empty without a calibration.
std::string text_of_interval(const Json& prediction) {
  if (prediction["probability_low"].is_null())
    return {};
  const double scale = prediction["clinically_validated"].get<bool>() ? 1.0 : 100.0;
  std::array<char, 48> text{};
  std::snprintf(
      text.data(), text.size(), scale == 1.0 ? " (95 %% interval %.3f to %.3f)" : " (95 %% interval %.0f to %.0f)",
      scale * prediction["probability_low"].get<double>(), scale * prediction["probability_high"].get<double>());
  return text.data();
}

std::string text_of_prediction(const Json& prediction) {
  std::string line = prediction["task"].get<std::string>() + ", " + prediction["leads"].dump() + " leads: ";
  line += text_of_score(prediction) + text_of_interval(prediction);
  if (prediction["positive"].is_null())
    return line;
  // The words for a negative are fixed: it may never sound like an all-clear.
  return line + (prediction["positive"].get<bool>()
                     ? ", at or above threshold"
                     : ". Pattern not found. This does not exclude PH: many patients have normal ECGs. If suspicion "
                       "remains: echocardiography");
}

/// What must stand beside a score: what was assumed, what was left out, what the reader noticed.
std::string text_of_caveats(const Json& answer) {
  std::string text;
  for (const Json& assumption : answer["assumptions"])
    text += (text.empty() ? " [" : ", ") + assumption.get<std::string>();
  if (!text.empty())
    text += " assumed]";
  const std::size_t skipped = answer["windows"]["skipped"].get<std::size_t>();
  if (skipped != 0)
    text += " [" + std::to_string(skipped) + (skipped == 1 ? " window" : " windows") +
            " left out: a lead was unusable there]";
  for (const Json& warning : answer["quality"]["warnings"])
    text += " [warning: " + warning["message"].get<std::string>() + "]";
  for (const Json& head : answer["refused"])
    text += " [no answer from " + head["leads"].dump() + " leads, " + reason_text(head["reason"]) + "]";
  for (const Json& note : answer["notes"])
    text += " [note: " + note["message"].get<std::string>() + "]";
  return text;
}

}  // namespace

std::string table_heading(const std::string& json_line) {
  const Json answer = printable_answer(json_line);
  if (!answer.contains("model"))
    return {};
  return "Model " + answer["model"]["name"].get<std::string>() + ". " +
         answer["model"]["intended_use"].get<std::string>() + "\nResearch use only.\n";
}

std::string table_line(const std::string& json_line) {
  const Json answer = printable_answer(json_line);
  std::string line = answer["file"].get<std::string>() + "  ";
  if (!answer["ok"].get<bool>())
    return line + "error, " + reason_text(answer["error"]);
  if (!answer["abstained"].is_null())
    return line + "no answer, " + reason_text(answer["abstained"]);
  std::string separator;
  for (const Json& prediction : answer["predictions"]) {
    line += separator + text_of_prediction(prediction);
    line += explanation_text(answer["attribution"], prediction["head"].get<std::string>());
    separator = "; ";
  }
  return line + text_of_caveats(answer);
}

}  // namespace leadwise::cli
