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

/// No probability is none at all, or certain, however the digits round.
std::string text_of_probability(double probability) {
  constexpr double kSmallest = 0.001;
  if (probability < kSmallest)
    return "under 0.001";
  if (probability > 1.0 - kSmallest)
    return "over 0.999";
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.3f", probability);
  return text.data();
}

std::string text_of_result(const Json& prediction) {
  return "probability " + text_of_probability(prediction["probability"].get<double>()) + " (95 % interval " +
         text_of_probability(prediction["probability_low"].get<double>()) + " to " +
         text_of_probability(prediction["probability_high"].get<double>()) + ")";
}

std::string text_of_score(const Json& prediction) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "score %.0f of 100", 100.0 * prediction["probability"].get<double>());
  return text.data();
}

std::string text_of_verdict(const Json& prediction) {
  if (prediction["positive"].is_null())
    return {};
  // The words for a negative are fixed: it may never sound like an all-clear.
  return prediction["positive"].get<bool>()
             ? ", at or above threshold"
             : ". Pattern not found. This does not exclude PH: many patients have normal ECGs. If suspicion "
               "remains: echocardiography";
}

/// Only a validated head has more than a score: an interval and a threshold of others would lend it a meaning.
std::string text_of_prediction(const Json& prediction) {
  const std::string line = prediction["task"].get<std::string>() + ", " + prediction["leads"].dump() + " leads: ";
  const bool validated = prediction["clinically_validated"].get<bool>() && !prediction["probability_low"].is_null();
  return line + (validated ? text_of_result(prediction) + text_of_verdict(prediction) : text_of_score(prediction));
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
