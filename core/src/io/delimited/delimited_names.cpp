#include "delimited/delimited_names.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "delimited/delimited_cells.hpp"
#include "delimited/delimited_column.hpp"
#include "delimited/delimited_statements.hpp"
#include "json/json_keys.hpp"
#include "text/comment_field.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::array<std::string_view, 14> kNameKeys = {
    "leads",        "leadnames",     "leadorder",     "columns", "columnnames", "channels",     "channelnames",
    "channeltitle", "channeltitles", "channellabels", "signals", "signalnames", "signallabels", "labels"};

// As OpenSignals writes it.
constexpr std::string_view kJsonColumns = "column";

std::size_t key_end(std::string_view line) { return std::min(line.find_first_of(":="), line.size()); }

// "I, II" of "leads: [I, II]".
std::string_view list_behind_key(std::string_view line) {
  if (const auto list = json_list(line, kJsonColumns))
    return *list;
  std::string_view list = trim(behind_mark(line, key_end(line)));
  if (list.size() >= 2 && (list.front() == '[' || list.front() == '(' || list.front() == '{'))
    list = trim(list.substr(1, list.size() - 2));
  return list;
}

bool are_names(const Names& cells) {
  return std::none_of(cells.begin(), cells.end(), [](std::string_view cell) {
    const CellKind kind = parse_cell(cell, false).kind;
    return kind == CellKind::number || kind == CellKind::infinite;
  });
}

bool are_leads(const Names& cells) {
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return parse_lead(cell).has_value(); });
}

bool is_sure_heading(std::string_view cell) {
  const ColumnHeading heading = parse_column_heading(cell);
  return is_known_heading(heading) || (!heading.unit.empty() && heading.units_per_millivolt);
}

// Prose has commas and blanks too ("Holter, II"; "Lead II"): the fewer the cells, the more of them must be sure.
bool are_headings(const Names& cells, bool split_at_blanks) {
  const auto sure = static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_sure_heading));
  if (sure == cells.size())
    return true;
  const bool time_first = is_sure_heading(cells.front()) && !parse_lead(cells.front());
  return !split_at_blanks && (cells.size() > 2 ? 2 * sure >= cells.size() : time_first);
}

enum class NamesAre : std::uint8_t { stated, headings };

// The list in `count` cells, split by whichever delimiter gives as many.
std::optional<Names> split_into(std::string_view list, std::size_t count, NamesAre kind) {
  Names cells;
  for (const Delimiter delimiter : {Delimiter::comma, Delimiter::semicolon, Delimiter::tab, Delimiter::blanks}) {
    split_cells(list, delimiter, cells);
    if (cells.size() == count + 1 && cells.back().empty())
      cells.pop_back();
    const bool names = cells.size() == count && are_names(cells);
    if (names && (kind == NamesAre::stated || are_headings(cells, delimiter == Delimiter::blanks)))
      return cells;
  }
  return std::nullopt;
}

// A list that leaves out the first column, of times.
std::optional<Names> split_behind_time(std::string_view list, std::size_t count, NamesAre kind) {
  auto names = count > 1 ? split_into(list, count - 1, kind) : std::nullopt;
  if (!names || (kind == NamesAre::headings && !are_leads(*names)))
    return std::nullopt;
  names->insert(names->begin(), std::string_view());
  return names;
}

std::optional<Names> names_in(std::string_view line, std::size_t count, bool first_is_time) {
  const NamesAre kind = names_columns(line) ? NamesAre::stated : NamesAre::headings;
  const std::string_view list = kind == NamesAre::stated ? list_behind_key(line) : line;
  auto names = split_into(list, count, kind);
  return names || !first_is_time ? names : split_behind_time(list, count, kind);
}

bool is_name_character(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::optional<std::string_view> json_list(std::string_view line, std::string_view key) {
  const auto value = is_json(line) ? find_json_value(line, key) : std::nullopt;
  const std::size_t end = value && value->starts_with('[') ? value->find(']') : std::string_view::npos;
  return end == std::string_view::npos ? std::nullopt : std::optional(value->substr(1, end - 1));
}

std::vector<Lead> leads_among_words(std::string_view line) {
  std::vector<Lead> leads;
  for (std::size_t start = 0; start < line.size();) {
    std::size_t end = start;
    while (end < line.size() && is_name_character(line[end]))
      ++end;
    if (const auto lead = parse_lead(line.substr(start, end - start)))
      leads.push_back(*lead);
    start = end + 1;
  }
  return leads;
}

bool tells_of_columns(std::string_view line) {
  const std::size_t end = key_end(line);
  const bool number = parse_cell(trim(behind_mark(line, end)), false).kind == CellKind::number;
  const std::string key = end < line.size() ? key_letters(line.substr(0, end)) : std::string();
  const auto says = [&](std::string_view word) { return key.find(word) != std::string::npos; };
  // "Column separator: comma" tells of no column.
  const bool keyed = says("column") && !says("separator") && !says("delimiter") && !says("mark");
  return (keyed && !number) || json_list(line, kJsonColumns);
}

bool names_columns(std::string_view line) {
  if (json_list(line, kJsonColumns))
    return true;
  const std::string key = key_letters(line.substr(0, key_end(line)));
  return key_end(line) < line.size() && std::find(kNameKeys.begin(), kNameKeys.end(), key) != kNameKeys.end();
}

std::optional<Names> find_names(std::span<const std::string_view> lines, std::size_t column_count, bool first_is_time) {
  std::optional<Names> stated, headed;
  for (const std::string_view line : lines) {
    if (auto names = names_in(line, column_count, first_is_time))
      (names_columns(line) ? stated : headed) = std::move(names);
  }
  return stated ? stated : headed;
}

bool name_leads_in_other_order(std::span<const std::string_view> lines) {
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    const std::vector<Lead> leads = leads_among_words(line);
    const std::size_t fewest = names_columns(line) ? 2 : 6;
    return leads.size() >= fewest && (leads.front() != Lead::I || !std::is_sorted(leads.begin(), leads.end()));
  });
}

}  // namespace leadwise::io
