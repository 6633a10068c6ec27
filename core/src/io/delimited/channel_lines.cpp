#include "delimited/channel_lines.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "delimited/delimited_column.hpp"
#include "delimited/delimited_names.hpp"
#include "delimited/delimited_statements.hpp"
#include "text/comment_field.hpp"
#include "text/number_text.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Prose names leads too ("Rhythm strip: II"): these words say that a line is about one channel.
constexpr std::array<std::string_view, 20> kChannelWords = {
    "channel", "ch",    "chan",  "column", "col",  "lead", "signal", "sig",       "trace",      "input",
    "sensor",  "kanal", "canal", "canale", "voie", "abl",  "spalte", "ableitung", "derivation", "derivacion"};
constexpr std::array<std::string_view, 4> kNameWords = {"name", "label", "title", "description"};

// So many lines of one lead each are no prose either, whatever else they say ("Elektrode 1: V1").
constexpr std::size_t kFewestLeadsOfAnyKey = 6;
constexpr std::size_t kFewestLeads = 2;
// In a longer preface the lines behind name no channels.
constexpr std::size_t kMostLines = 2048;

struct ChannelLine {
  std::optional<std::uint64_t> number;
  std::string_view name;
  /// The lead of the name or of its first word; what follows may be anything ("V1 gain 1000").
  std::optional<Lead> lead;
};

struct ChannelGroup {
  std::string key;
  std::vector<ChannelLine> lines;
};

struct KeyAndValue {
  std::string_view key;
  std::string_view value;
};

KeyAndValue split_key(std::string_view line) {
  std::size_t mark = line.find_first_of(":=\t,;");
  if (mark == std::string_view::npos)
    mark = line.find_last_of(' ');
  if (mark == std::string_view::npos)
    return {{}, line};
  std::string_view value = trim(behind_mark(line, mark));
  value = trim(value.substr(0, value.find_first_of(",;\t")));
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = trim(value.substr(1, value.size() - 2));
  return {trim(line.substr(0, mark)), bare_unit(value)};
}

// The one whole number in a text; nullopt where it has none or several.
std::optional<std::uint64_t> only_number(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t first = text.find_first_of(kDigits);
  if (first == std::string_view::npos)
    return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of(kDigits, first), text.size());
  const bool another = text.find_first_of(kDigits, end) != std::string_view::npos;
  return another ? std::nullopt : parse_unsigned(text.substr(first, end - first));
}

bool is_channel_word(std::string_view letters) {
  return std::find(kChannelWords.begin(), kChannelWords.end(), letters) != kChannelWords.end();
}

// "channel" of "channelname"; nothing of "name".
std::string_view without_name_word(std::string_view letters) {
  for (const std::string_view word : kNameWords) {
    if (letters.ends_with(word))
      return letters.substr(0, letters.size() - word.size());
  }
  return letters;
}

std::optional<Lead> lead_in(std::string_view name) {
  if (const auto lead = parse_column_heading(name).lead)
    return lead;
  return parse_lead(take_token(name));
}

// "Channel #: 7", "[Channel7]": the number of the lines below.
bool gives_number(const KeyAndValue& line) {
  const std::string value = key_letters(line.value);
  const bool number = value.empty() && only_number(line.value).has_value();
  return (number && !holds_digit(line.key) && is_channel_word(key_letters(line.key))) ||
         (line.key.empty() && is_channel_word(value) && only_number(line.value).has_value());
}

// "Channel 7: V6", "Label1=I", "Name=V6", "7: V6", "V6: column 7".
std::optional<ChannelLine> as_channel_line(const KeyAndValue& line, std::string& group) {
  const std::string letters = key_letters(line.key);
  if (const auto lead = parse_lead(line.key); lead && is_channel_word(key_letters(line.value))) {
    group = key_letters(line.value) + '.';
    return ChannelLine{only_number(line.value), line.key, lead};
  }
  const std::string_view word = without_name_word(letters);
  const auto number = only_number(line.key);
  const bool named = !letters.empty() && word.empty();
  if (line.value.empty() || (holds_digit(line.key) && !number) ||
      !(is_channel_word(word) || named || (letters.empty() && number)))
    return std::nullopt;
  group = letters;
  return ChannelLine{number, line.value, lead_in(line.value)};
}

// What a second line says of the same channel ("Channel 1: gain 1000") is no name.
void add_line(ChannelGroup& group, const ChannelLine& line) {
  const auto same = std::find_if(group.lines.begin(), group.lines.end(),
                                 [&](const ChannelLine& other) { return line.number && other.number == line.number; });
  if (same == group.lines.end() || (same->lead && line.lead && same->lead != line.lead))
    group.lines.push_back(line);
  else if (!same->lead && line.lead)
    *same = line;
}

std::size_t count_leads(const ChannelGroup& group) {
  return static_cast<std::size_t>(std::count_if(group.lines.begin(), group.lines.end(),
                                                [](const ChannelLine& line) { return line.lead.has_value(); }));
}

// Where some lines have a number, those without are about something else ("Name=Doe" of the patient).
void drop_unnumbered(ChannelGroup& group) {
  const auto numbered = [](const ChannelLine& line) { return line.number.has_value(); };
  if (std::any_of(group.lines.begin(), group.lines.end(), numbered))
    std::erase_if(group.lines, [&](const ChannelLine& line) { return !numbered(line); });
}

std::vector<ChannelGroup> find_groups(std::span<const std::string_view> all_lines) {
  std::vector<ChannelGroup> groups;
  const auto lines = all_lines.first(std::min(all_lines.size(), kMostLines));
  std::optional<std::uint64_t> section;
  for (const std::string_view text : lines) {
    const bool bracketed = text.size() > 2 && text.front() == '[' && text.back() == ']';
    const KeyAndValue line = bracketed ? KeyAndValue{{}, trim(text.substr(1, text.size() - 2))} : split_key(text);
    if (bracketed || gives_number(line)) {
      section = gives_number(line) ? only_number(line.value) : std::nullopt;
      continue;
    }
    std::string key;
    auto channel = is_json(text) ? std::nullopt : as_channel_line(line, key);
    if (!channel)
      continue;
    if (!channel->number)
      channel->number = section;
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const ChannelGroup& known) { return known.key == key; });
    if (group == groups.end())
      group = groups.insert(groups.end(), {key, {}});
    add_line(*group, *channel);
  }
  for (ChannelGroup& group : groups)
    drop_unnumbered(group);
  std::erase_if(groups, [](const ChannelGroup& group) { return count_leads(group) < kFewestLeads; });
  return groups;
}

bool numbers_count_up(const ChannelGroup& group) {
  for (std::size_t i = 0; i < group.lines.size(); ++i) {
    if (group.lines.front().number && group.lines[i].number != *group.lines.front().number + i)
      return false;
  }
  return true;
}

bool name_nothing_but_columns(const ChannelGroup& group) {
  return std::all_of(group.lines.begin(), group.lines.end(),
                     [](const ChannelLine& line) { return line.lead == parse_column_heading(line.name).lead; });
}

// Whether the lines are of all columns, or of all behind `behind` of them.
bool fits(const ChannelGroup& group, std::size_t column_count, std::size_t behind) {
  const std::uint64_t first = group.lines.front().number.value_or(1);
  return group.lines.size() + behind == column_count && first <= 1 + behind && numbers_count_up(group) &&
         name_nothing_but_columns(group);
}

std::vector<Lead> leads_of(const ChannelGroup& group) {
  std::vector<Lead> leads;
  for (const ChannelLine& line : group.lines) {
    if (line.lead)
      leads.push_back(*line.lead);
  }
  return leads;
}

bool is_usual_beginning(const std::vector<Lead>& leads) {
  return leads.size() <= kTwelveLeads.size() && std::equal(leads.begin(), leads.end(), kTwelveLeads.begin());
}

// "Impedance V6: 5 kOhm" says something of a lead, and nothing of columns.
bool holds_measured_value(std::string_view line) {
  const std::string_view value = split_key(line).value;
  return holds_digit(value.substr(0, 1)) && !key_letters(value).empty() && !lead_in(value);
}

bool many_lines_in_other_order(std::span<const std::string_view> lines) {
  std::vector<Lead> leads;
  for (const std::string_view line : lines) {
    if (holds_measured_value(line))
      continue;
    if (const std::vector<Lead> named = leads_among_words(line); named.size() == 1)
      leads.push_back(named.front());
  }
  return leads.size() >= kFewestLeadsOfAnyKey &&
         (leads.front() != Lead::I || !std::is_sorted(leads.begin(), leads.end()));
}

}  // namespace

std::optional<std::vector<std::string_view>> names_line_by_line(std::span<const std::string_view> lines,
                                                                std::size_t column_count, bool first_is_time) {
  for (const ChannelGroup& group : find_groups(lines)) {
    // A channel fewer than there are lines, and a column of times in its place, would fit as well.
    const bool all = fits(group, column_count, 0) && !(first_is_time && group.lines.front().lead);
    if (!all && !(first_is_time && fits(group, column_count, 1)))
      continue;
    std::vector<std::string_view> names(all ? 0 : 1);
    for (const ChannelLine& line : group.lines)
      names.push_back(line.name);
    return names;
  }
  return std::nullopt;
}

bool leads_line_by_line_in_other_order(std::span<const std::string_view> lines, std::size_t count) {
  const std::vector<ChannelGroup> groups = find_groups(lines);
  return many_lines_in_other_order(lines) || std::any_of(groups.begin(), groups.end(), [&](const ChannelGroup& group) {
           return group.lines.size() > count || !numbers_count_up(group) || !is_usual_beginning(leads_of(group));
         });
}

}  // namespace leadwise::io
