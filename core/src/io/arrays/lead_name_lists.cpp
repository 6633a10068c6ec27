#include "arrays/lead_name_lists.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "leadwise/lead.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// What stands under these are names of channels.
constexpr std::array<std::string_view, 8> kNamesKeys = {"leads",   "lead",     "leadnames",    "leadname",
                                                        "signame", "signames", "channelnames", "channelname"};
// Under these, where there are as many as channels, or a lead is among them.
constexpr std::array<std::string_view, 13> kLikelyKeys = {
    "chnames",      "chname",      "chlabels",   "chorder",     "channellabels", "channellist", "channelorder",
    "signallabels", "signalnames", "leadlabels", "leadslabels", "leadorder",     "leadsorder"};
// Under these diagnoses stand as often: they count where a lead is among what they list.
constexpr std::array<std::string_view, 5> kVagueKeys = {"labels", "label", "names", "columns", "channels"};
// Under these any text may stand, and lists of leads too.
constexpr std::array<std::string_view, 2> kTextKeys = {"description", "descriptions"};
constexpr std::array<std::string_view, 4> kOrderKeys = {"leadorder", "leadsorder", "channelorder", "chorder"};

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& keys, std::string_view letters) {
  return std::find(keys.begin(), keys.end(), letters) != keys.end();
}

bool is_lead(const std::string& name) { return parse_lead(name).has_value(); }

bool names_a_lead(const std::vector<std::string>& names) { return std::any_of(names.begin(), names.end(), is_lead); }

bool is_channel_count(std::size_t count, const std::vector<std::uint64_t>& channel_counts) {
  return std::find(channel_counts.begin(), channel_counts.end(), count) != channel_counts.end();
}

bool are_different_leads(const std::vector<std::string>& names) {
  std::bitset<kLeadCount> found;
  for (const std::string& name : names) {
    const auto lead = parse_lead(name);
    if (!lead || found.test(lead_index(*lead)))
      return false;
    found.set(lead_index(*lead));
  }
  return true;
}

// The parts of a text between any of `separators`; none where there are too many to be channels.
std::vector<std::string> parts_between(std::string_view text, std::string_view separators) {
  constexpr std::string_view kMarks = " []{}()'\"";
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    std::string_view part = text.substr(0, end);
    part.remove_prefix(std::min(part.find_first_not_of(kMarks), part.size()));
    part = part.substr(0, part.find_last_not_of(kMarks) + 1);
    if (!part.empty())
      parts.emplace_back(part);
    if (parts.size() > kMaxChannels)
      return {};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

std::vector<std::string> names_in(const ArrayVariable& variable) {
  if (variable.texts.size() != 1)
    return variable.texts;
  for (const std::string_view separators : {",;|\t\r\n", " \t\r\n"}) {
    std::vector<std::string> parts = parts_between(variable.texts.front(), separators);
    if (parts.size() > 1 && std::all_of(parts.begin(), parts.end(), is_lead))
      return parts;
  }
  return variable.texts;
}

bool is_called_lead_names(const ArrayVariable& variable, const std::vector<std::uint64_t>& channel_counts) {
  const std::string letters = key_letters(variable.name);
  if (variable.texts.empty())
    return false;
  if (is_among(kNamesKeys, letters))
    return true;
  const bool likely = is_among(kLikelyKeys, letters);
  if (!likely && !is_among(kVagueKeys, letters))
    return false;
  const auto names = names_in(variable);
  return names_a_lead(names) || (likely && is_channel_count(names.size(), channel_counts));
}

bool lists_leads(const ArrayVariable& variable, const std::vector<std::uint64_t>& channel_counts) {
  const auto names = names_in(variable);
  if (names.size() < 2 || !is_channel_count(names.size(), channel_counts))
    return false;
  return variable.listed == ListedRole::names ? names_a_lead(names) : are_different_leads(names);
}

std::string unread_lead_names(const ArrayFile& file) {
  for (const LeftOutArray& array : file.left_out) {
    const std::string letters = key_letters(last_name(array.path));
    const bool vague = is_among(kVagueKeys, letters) || is_among(kTextKeys, letters);
    if (is_among(kNamesKeys, letters) || is_among(kLikelyKeys, letters) || (array.may_be_texts && vague))
      return description_of(array);
  }
  for (const ArrayVariable& variable : file.variables) {
    const std::string letters = key_letters(variable.name);
    if (is_number_list(variable) && is_among(kOrderKeys, letters))
      return path_of(variable) + " (numbers)";
    if (!variable.texts.empty() && is_among(kLikelyKeys, letters))
      return path_of(variable) + " (" + quoted(variable.texts.front()) + ')';
  }
  return {};
}

}  // namespace leadwise::io
