#include "delimited/delimited_layout.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "delimited/labsystem_lines.hpp"
#include "delimited/table_lines.hpp"
#include "text/statement_keys.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kSearchedLines = 200;
/// LABSYSTEM Pro writes eight lines a channel in front of its table.
constexpr std::size_t kLongestLabsystemHeader = 1024;

// Prose also begins with "I": what stands below decides. In a table of blanks only a whole row of numbers will do.
bool is_heading_row(const std::vector<SplitLine>& lines, std::size_t i, Delimiter delimiter) {
  const SplitLine& line = lines[i];
  if (!names_known_columns(line))
    return false;
  if (i + 1 == lines.size())
    return i == 0 && line.numbers == 0 && delimiter != Delimiter::blanks;
  const SplitLine& below = lines[i + 1];
  const bool same_width = below.cells.size() == line.cells.size();
  if (delimiter == Delimiter::blanks)
    return same_width && is_number_row(below);
  return below.numbers > 0 && (same_width || line.numbers == 0);
}

// Headings that only count the columns: "0,1,2,..." or "1,2,3,...".
bool counts_columns(const SplitLine& line, Delimiter delimiter) {
  if (line.cells.size() < 3 || line.numbers != line.cells.size())
    return false;
  const double first = parse_cell(line.cells.front(), delimiter != Delimiter::comma).value;
  for (std::size_t i = 0; i < line.cells.size(); ++i) {
    if (parse_cell(line.cells[i], delimiter != Delimiter::comma).value != first + static_cast<double>(i))
      return false;
  }
  return first == 0.0 || first == 1.0;
}

// The place in `lines` of the first line of the table, and whether it is a line of headings.
struct TableStart {
  std::size_t line = 0;
  bool headings = false;
  /// Whether the line below the headings holds their units.
  bool units = false;
};

// Names of which none is known may still begin with one that no statement begins with.
bool begins_with_timestamp(const SplitLine& names) {
  return names.texts == names.cells.size() && key_letters(names.cells.front()).find("timestamp") != std::string::npos;
}

// A row of units has names above it. Two cells that are no known names may also be a statement ("Name,Doe").
bool has_names_above(const std::vector<SplitLine>& lines, std::size_t units) {
  if (units == 0 || !is_units_row(lines[units]))
    return false;
  const SplitLine& names = lines[units - 1];
  return names.cells.size() == lines[units].cells.size() && names.numbers == 0 && names.texts > 0 &&
         !is_statement(names) && (names_known_columns(names) || begins_with_timestamp(names) ||
          (names.cells.size() > 2 && are_listed_units(lines[units])));
}

TableStart headed_table(const std::vector<SplitLine>& lines, std::size_t heading) {
  return has_names_above(lines, heading) ? TableStart{heading - 1, true, true} : TableStart{heading, true, false};
}

/// Whether a row of headings must be as wide as the row below it.
enum class HeadingWidth : std::uint8_t { of_row_below, any };

bool fits_row_below(const std::vector<SplitLine>& lines, std::size_t i) {
  if (i + 1 == lines.size())
    return true;
  const SplitLine& below = lines[i + 1];
  const std::size_t width = lines[i].cells.size();
  return below.cells.size() == width || (below.last_cell_empty && below.cells.size() + 1 == width);
}

std::optional<TableStart> find_start(const std::vector<SplitLine>& lines, std::size_t fewest_cells, Delimiter delimiter,
                                     HeadingWidth heading_width) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t width = lines[i].cells.size();
    if (is_heading_row(lines, i, delimiter)) {
      // One lone name in front of wider rows is the heading of another way to split them.
      if (width < fewest_cells || (heading_width == HeadingWidth::of_row_below && !fits_row_below(lines, i)))
        return std::nullopt;
      return headed_table(lines, i);
    }
    const bool two_rows = lines.size() == 1 ||
                          (i + 1 < lines.size() && is_number_row(lines[i + 1]) && lines[i + 1].cells.size() == width);
    if (width < fewest_cells || !is_number_row(lines[i]) || !two_rows)
      continue;
    if (counts_columns(lines[i], delimiter) && i + 1 < lines.size())
      return TableStart{i, true, false};
    const bool named =
        i > 0 && lines[i - 1].cells.size() == width && lines[i - 1].numbers == 0 && !is_statement(lines[i - 1]);
    return named ? headed_table(lines, i - 1) : TableStart{i, false, false};
  }
  return std::nullopt;
}

// A row with a word among its numbers in front of the table is damaged; it is no preface like "Sampling rate,500".
bool is_damaged_row(const SplitLine& line, std::size_t width, Delimiter delimiter) {
  if (width < 2 || line.cells.size() != width)
    return false;
  return 2 * line.numbers > width ||
         parse_cell(line.cells.front(), delimiter != Delimiter::comma).kind == CellKind::number;
}

std::size_t first_damaged_row(const std::vector<SplitLine>& lines, std::size_t start, Delimiter delimiter) {
  for (std::size_t i = 0; i < start; ++i) {
    if (is_damaged_row(lines[i], lines[start].cells.size(), delimiter))
      return i;
  }
  return start;
}

// "1,234" in quotes is a thousand or not: the other cells tell.
bool has_decimal_commas(std::span<const SplitLine> lines) {
  bool commas = false;
  for (const SplitLine& line : lines) {
    for (const std::string_view cell : line.cells) {
      const bool number = parse_cell(cell, false).kind == CellKind::number;
      if (number && cell.find('.') != std::string_view::npos)
        return false;
      commas = commas || has_sure_decimal_comma(cell);
    }
  }
  return commas;
}

std::optional<TableLayout> find_delimited_table(const std::vector<TextLine>& lines, Delimiter delimiter,
                                                std::size_t fewest_cells, HeadingWidth heading_width) {
  const std::vector<SplitLine> candidates = split_lines(lines, delimiter);
  auto start = find_start(candidates, fewest_cells, delimiter, heading_width);
  if (!start)
    return std::nullopt;
  if (!start->headings)
    start->line = first_damaged_row(candidates, start->line, delimiter);
  const SplitLine& first = candidates[start->line];
  TableLayout layout;
  layout.delimiter = delimiter;
  layout.column_count = first.cells.size();
  layout.first_row_offset = first.line.offset;
  layout.commas_are_decimal =
      delimiter != Delimiter::comma || has_decimal_commas(std::span(candidates).subspan(start->line));
  layout.empty_cell_behind = !start->headings && first.last_cell_empty;
  if (start->headings) {
    const SplitLine& last = candidates[start->line + (start->units ? 1 : 0)];
    layout.headings = first.cells;
    layout.first_row_offset = last.line.offset + last.line.text.size();
    if (start->units)
      layout.units = last.cells;
  }
  for (std::size_t i = 0; i < start->line; ++i)
    layout.preface.push_back(trim(lines[i].text));
  return layout;
}

}  // namespace

bool is_comment(std::string_view trimmed_line) {
  return !trimmed_line.empty() && (trimmed_line.front() == '#' || trimmed_line.front() == '%');
}

std::optional<TableLayout> find_table(std::string_view file) {
  std::vector<TextLine> content;
  std::vector<std::string_view> comments;
  TextLines lines(file);
  std::size_t most_lines = kSearchedLines;
  for (TextLine line; content.size() < most_lines && lines.next(line);) {
    const std::string_view text = trim(line.text);
    if (content.empty() && text == kLabsystemHeader)
      most_lines = kLongestLabsystemHeader;
    else if (most_lines != kSearchedLines && text == kLabsystemData)
      most_lines = content.size() + kSearchedLines;
    if (text.empty())
      continue;
    if (is_comment(text)) {
      comments.push_back(trim(text.substr(1)));
    } else {
      content.push_back(line);
    }
  }
  constexpr std::array kDelimiters = {Delimiter::semicolon, Delimiter::tab, Delimiter::comma, Delimiter::blanks};
  std::optional<TableLayout> layout;
  // A delimiter may stand inside a name ("a;I"): one that splits headings and rows alike goes before one that does not.
  for (const HeadingWidth heading_width : {HeadingWidth::of_row_below, HeadingWidth::any}) {
    for (const Delimiter delimiter : kDelimiters) {
      if (!layout)
        layout = find_delimited_table(content, delimiter, 2, heading_width);
    }
  }
  // One column: nothing separates cells, so a comma can only be a decimal comma.
  if (!layout)
    layout = find_delimited_table(content, Delimiter::semicolon, 1, HeadingWidth::any);
  if (layout)
    layout->preface.insert(layout->preface.begin(), comments.begin(), comments.end());
  return layout;
}

}  // namespace leadwise::io
