#include "leadwise/lead.hpp"

#include <algorithm>
#include <string>

namespace leadwise {
namespace {

constexpr std::array<std::string_view, kLeadCount> kLeadNames = {"I",  "II", "III", "aVR", "aVL", "aVF",
                                                                 "V1", "V2", "V3",  "V4",  "V5",  "V6"};

// Locale-free, unlike std::toupper.
constexpr char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr bool is_separator(char c) { return is_blank(c) || c == '_' || c == '-' || c == ':'; }

std::string trimmed_upper(std::string_view label) {
  while (!label.empty() && is_blank(label.front()))
    label.remove_prefix(1);
  while (!label.empty() && is_blank(label.back()))
    label.remove_suffix(1);
  std::string upper(label);
  std::transform(upper.begin(), upper.end(), upper.begin(), to_upper);
  return upper;
}

// A minus between a separator and the name turns the lead round ("ECG -aVR", "ECG_-aVR"): it separates nothing. `before`
// is 0 where the minus is the first mark behind the word ("ECG-V1").
bool turns_round(std::string_view rest, char before) {
  return rest.size() > 1 && rest.front() == '-' && before != '\0' && !is_separator(rest[1]);
}

// Takes `word` off the front when a separator and something else follow it.
bool drop_word(std::string_view& label, std::string_view word) {
  if (label.substr(0, word.size()) != word)
    return false;
  std::string_view rest = label.substr(word.size());
  if (rest.empty() || !is_separator(rest.front()))
    return false;
  char before = '\0';
  while (!rest.empty() && is_separator(rest.front()) && !turns_round(rest, before)) {
    before = rest.front();
    rest.remove_prefix(1);
  }
  label = rest;
  return true;
}

// The limb leads as Romance languages write them ("DII"), and chest leads whose number stands apart ("V 1", "V_1").
std::string usual_name(std::string_view name) {
  if (name == "DI" || name == "DII" || name == "DIII")
    name.remove_prefix(1);
  if (name.size() == 3 && name[0] == 'V' && (name[1] == ' ' || name[1] == '_'))
    return {'V', name[2]};
  return std::string(name);
}

}  // namespace

std::string_view lead_name(Lead lead) {
  const std::size_t row = lead_index(lead);
  return row < kLeadNames.size() ? kLeadNames[row] : std::string_view("?");
}

std::optional<Lead> parse_lead(std::string_view label) {
  const std::string upper = trimmed_upper(label);
  std::string_view name = upper;
  const bool coded = drop_word(name, "MDC");
  if (!drop_word(name, "ECG"))
    drop_word(name, "EKG");
  // Names of fields and columns join the two: "leadI", "LeadV1".
  constexpr std::string_view kLead = "LEAD";
  if (!drop_word(name, kLead) && name.starts_with(kLead))
    name.remove_prefix(kLead.size());
  // The nomenclature's "dI" is a lead that was computed from other electrodes (EASI), and no other name of lead I.
  const std::string usual = coded ? std::string(name) : usual_name(name);
  for (const Lead lead : kTwelveLeads) {
    const std::string_view standard = lead_name(lead);
    const bool same = std::equal(usual.begin(), usual.end(), standard.begin(), standard.end(),
                                 [](char a, char b) { return a == to_upper(b); });
    if (same)
      return lead;
  }
  return std::nullopt;
}

}  // namespace leadwise
