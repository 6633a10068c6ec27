#include "measurement_text.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "measured_name.hpp"
#include "printable.hpp"
#include "reason_text.hpp"

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNameWidth = 32;
constexpr std::size_t kValueWidth = 22;
constexpr std::size_t kStatusWidth = 16;

std::string text(const Json& json) { return json.is_string() ? json.get<std::string>() : json.dump(); }

/// "92", not "92.0".
std::string number(const Json& json) {
  const std::string digits = json.dump();
  return digits.ends_with(".0") ? digits.substr(0, digits.size() - 2) : digits;
}

std::string with_unit(const std::string& value, const std::string& unit) {
  return unit.empty() ? value : value + ' ' + unit;
}

std::string padded(std::string words, std::size_t width) {
  words.resize(std::max(words.size() + 1, width), ' ');
  return words;
}

std::string line(const std::string& indent, const std::string& words) { return indent + words + '\n'; }

std::string record_line(const Json& record) {
  std::string words = text(record["format"]) + ", " + number(record["duration_s"]) + " s at " +
                      number(record["sampling_rate_hz"]) + " Hz, leads";
  for (const Json& lead : record["leads"])
    words += ' ' + text(lead);
  return line("  ", words);
}

std::string usability_text(const Json& quality) {
  std::string words = text(quality["usability"]);
  if (!quality["reason"].is_null())
    return words + ", " + reason_text(quality["reason"]);
  std::string leads;
  for (const auto& [name, lead] : quality["leads"].items()) {
    if (lead["usable"].get<bool>())
      leads += ' ' + name;
  }
  return words == "usable_with_leads" ? "usable with these leads:" + leads : words;
}

std::string quality_lines(const Json& quality) {
  std::string lines = line("  ", "Quality: " + usability_text(quality));
  for (const auto& [name, lead] : quality["leads"].items()) {
    if (!lead["usable"].get<bool>())
      lines += line("    ", "lead " + name + " is not usable, " + reason_text(lead["reason"]));
  }
  for (const Json& warning : quality["warnings"])
    lines += line("    ", "Warning, " + reason_text(warning));
  return lines;
}

std::string note_lines(const Json& notes) {
  std::string lines;
  for (const Json& note : notes)
    lines += line("    ", "Note, " + reason_text(note));
  return lines;
}

std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// "12 beats, 1 of them ectopic": the dominant ones go without saying.
std::string beats_text(const Json& beats) {
  std::map<std::string, std::size_t> counts;
  for (const Json& beat : beats)
    ++counts[text(beat["type"])];
  std::string words = std::to_string(beats.size()) + (beats.size() == 1 ? " beat" : " beats");
  for (const auto& [type, count] : counts) {
    if (type != "dominant")
      words += ", " + std::to_string(count) + " of them " + type;
  }
  return words;
}

std::string rhythm_line(const Json& answer) {
  return line("  ", "Rhythm: " + spaced(text(answer["rhythm"]["regularity"])) + "; " + beats_text(answer["beats"]));
}

std::string value_text(const Json& value, const Json& details, const std::string& unit) {
  if (value.is_null())
    return "absent";
  const Json& error = details["standard_error"];
  return with_unit(number(value), unit) + (error.is_null() ? "" : " (SE " + number(error) + ")");
}

std::string stored_text(const Json& stored) { return with_unit(number(stored["value"]), text(stored["unit"])); }

std::string measurement_line(const std::string& name, const Json& value, const Json& details) {
  const MeasuredName shown = measured_name(name);
  std::string words = padded(shown.words, kNameWidth) + padded(value_text(value, details, shown.unit), kValueWidth);
  if (!details["stored"].is_null())
    words += "in the file " + stored_text(details["stored"]);
  if (!details["reason"].is_null())
    words += (details["stored"].is_null() ? "" : "; ") + reason_text(details["reason"]);
  return line("    ", words.substr(0, words.find_last_not_of(' ') + 1));
}

std::string measurement_lines(const Json& answer) {
  std::string lines = answer["measurements"].empty() ? "" : line("  ", "Measurements (SE: standard error)");
  for (const auto& [name, value] : answer["measurements"].items())
    lines += measurement_line(name, value, answer["measurement_details"][name]);
  return lines;
}

bool stands_beside_ours(const Json& stored, const Json& details) {
  return std::any_of(details.begin(), details.end(), [&](const Json& detail) { return detail["stored"] == stored; });
}

/// What the device measured and we have no counterpart of.
std::string stored_lines(const Json& answer) {
  std::string lines;
  for (const Json& stored : answer["stored_measurements"]) {
    if (!stands_beside_ours(stored, answer["measurement_details"]))
      lines += line("    ", padded(text(stored["name"]), kNameWidth) + stored_text(stored));
  }
  return lines.empty() ? lines : line("  ", "Also stored in the file by the device") + lines;
}

std::string values_text(const Json& values) {
  std::string words;
  for (const auto& [name, value] : values.items()) {
    const MeasuredName shown = measured_name(name);
    words += (words.empty() ? "" : ", ") + shown.words + ' ' +
             (value.is_null() ? "absent" : with_unit(number(value), shown.unit));
  }
  return words;
}

/// "-" stands where nothing was published.
std::string evidence_text(const Json& evidence) {
  std::string words;
  for (const char* part : {"figures", "target", "cohort", "citation"}) {
    if (!text(evidence[part]).empty() && text(evidence[part]) != "-")
      words += (words.empty() ? "" : "; ") + text(evidence[part]);
  }
  return words;
}

/// "0.58 (95 % 0.52 to 0.66)"
std::string interval_text(const Json& interval, const std::string& unit) {
  return with_unit(number(interval["value"]), unit) + " (95 % " + number(interval["low"]) + " to " +
         number(interval["high"]) + ')';
}

/// Bayes' rule, where counts are published: of the sign as it was found, present or absent.
std::string bayes_text(const Json& criterion) {
  if (criterion["likelihood_ratio"].is_null())
    return {};
  const Json& after = criterion["post_test_probability_percent"];
  return "likelihood ratio " + interval_text(criterion["likelihood_ratio"], "") +
         " among patients sent to catheterisation, not to be combined with other signs" +
         (after.is_null() ? ""
                          : "; probability after it " + interval_text(after, "%") + ", if this patient is like them");
}

std::string indented_line(const std::string& words) {
  return words.empty() ? words : line(std::string(4 + kStatusWidth, ' '), words);
}

std::string criterion_lines(const Json& criterion) {
  const std::string values = values_text(criterion["values"]);
  std::string words = padded(spaced(text(criterion["status"])), kStatusWidth) + text(criterion["title"]) + ": " +
                      text(criterion["rule"]);
  if (!values.empty())
    words += " [" + values + "]";
  if (!criterion["reason"].is_null())
    words += ", " + reason_text(criterion["reason"]);
  const std::string published = evidence_text(criterion["evidence"]);
  return line("    ", words) + indented_line(bayes_text(criterion)) +
         indented_line(published.empty() ? published : "published: " + published);
}

std::string criteria_lines(const Json& criteria) {
  std::string lines;
  for (const Json& criterion : criteria)
    lines += criterion_lines(criterion);
  return lines.empty()
             ? lines
             : line("  ", "Classical signs of PH (an absent sign does not exclude pulmonary hypertension)") + lines;
}

}  // namespace

std::string measurement_heading(const std::string& json_line) {
  const Json answer = printable_answer(json_line);
  return answer["ok"].get<bool>() ? text(answer["use"]) + "\n\n" : std::string();
}

std::string measurement_text(const std::string& json_line) {
  const Json answer = printable_answer(json_line);
  if (!answer["ok"].get<bool>())
    return text(answer["file"]) + "  error, " + reason_text(answer["error"]);
  return text(answer["file"]) + '\n' + record_line(answer["record"]) + quality_lines(answer["quality"]) +
         note_lines(answer["notes"]) + rhythm_line(answer) + measurement_lines(answer) + stored_lines(answer) +
         criteria_lines(answer["criteria"]);
}

}  // namespace leadwise::cli
