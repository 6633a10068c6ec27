#include "delimited/delimited_column.hpp"

#include <initializer_list>

#include "text/text_lines.hpp"
#include "text/time_unit.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view candidate : words) {
    if (word == candidate)
      return true;
  }
  return false;
}

// Also German, French, Spanish, Italian and Portuguese, Dutch, the Nordic languages, Polish, Russian, Chinese, Japanese.
bool is_time_word(std::string_view word) {
  return is_one_of(
      word, {"time", "t", "timestamp", "elapsed", "elapsed time", "elapsed_time", "zeit", "temps", "tiempo", "tempo",
             "tijd", "tid", "czas", "\xD0\xB2\xD1\x80\xD0\xB5\xD0\xBC\xD1\x8F",
             "\xD0\x92\xD1\x80\xD0\xB5\xD0\xBC\xD1\x8F", "\xE6\x97\xB6\xE9\x97\xB4", "\xE6\x99\x82\xE9\x96\x93"});
}

bool is_index_word(std::string_view word) {
  return is_one_of(word, {"sample", "samples", "index", "idx", "sample_index", "sample index", "sample_number",
                          "sample number", "sample_no", "sample no", "sample #", "sample#", "#", "unnamed: 0", "nseq"});
}

// "RR_min" is a minimum and "lead_d" no time: behind a name that is none of time only a second and its parts are units.
bool is_unit_behind(std::string_view name, std::string_view unit) {
  const auto seconds = seconds_per(unit);
  return units_per_millivolt(unit) || (seconds && (*seconds <= 1.0 || is_time_word(to_lower(name))));
}

struct NameAndUnit {
  std::string_view name;
  std::string_view unit;
  bool bracketed = false;
};

// "I (mV)" and "I [mV]" state a unit whatever it is; behind '_', '/' or a blank only a known unit is one.
NameAndUnit split_unit(std::string_view heading) {
  heading = trim(heading);
  if (!heading.empty() && (heading.back() == ')' || heading.back() == ']')) {
    const std::size_t open = heading.rfind(heading.back() == ')' ? '(' : '[');
    if (open != std::string_view::npos) {
      return {trim(heading.substr(0, open)), trim(heading.substr(open + 1, heading.size() - open - 2)), true};
    }
  }
  const std::size_t mark = heading.find_last_of("_/ ");
  if (mark != std::string_view::npos && mark > 0) {
    const std::string_view name = trim(heading.substr(0, mark)), unit = heading.substr(mark + 1);
    if (is_unit_behind(name, unit))
      return {name, unit};
  }
  return {heading, {}};
}

ColumnRole role_of(const NameAndUnit& heading) {
  const std::string word = to_lower(heading.name), unit = to_lower(heading.unit);
  // A voltage is a channel, whatever it is called.
  const bool voltage = heading.bracketed && units_per_millivolt(unit);
  const auto seconds = seconds_per(unit.empty() ? word : unit);
  if (!voltage && is_time_word(word))
    return is_index_word(unit) ? ColumnRole::sample_index : ColumnRole::time;
  // A unit of time alone heads a time, unless it may be a letter or a minimum.
  if (seconds && (unit.empty() ? *seconds <= 1.0 && word != "s" : word.empty()))
    return ColumnRole::time;
  if (!voltage && is_index_word(word))
    return ColumnRole::sample_index;
  if (!unit.empty() && !units_per_millivolt(unit) && (heading.bracketed || seconds))
    return ColumnRole::other_quantity;
  return ColumnRole::voltage;
}

}  // namespace

ColumnHeading parse_column_heading(std::string_view heading) {
  const NameAndUnit parts = split_unit(heading);
  ColumnHeading column;
  column.role = role_of(parts);
  column.label = std::string(parts.name);
  column.unit = std::string(parts.unit);
  column.seconds_per_unit = seconds_per(parts.unit.empty() ? parts.name : parts.unit);
  if (column.role != ColumnRole::voltage)
    return column;
  column.lead = parse_lead(parts.name);
  // "mV" alone heads a single channel; "V" alone is the name of a chest lead that does not say which.
  column.units_per_millivolt =
      units_per_millivolt(parts.unit.empty() && to_lower(parts.name) != "v" ? parts.name : parts.unit);
  return column;
}

std::string_view bare_unit(std::string_view unit) {
  const bool bracketed =
      unit.size() >= 2 && ((unit.front() == '(' && unit.back() == ')') || (unit.front() == '[' && unit.back() == ']'));
  return bracketed ? trim(unit.substr(1, unit.size() - 2)) : unit;
}

bool is_clock_pattern(std::string_view unit) {
  const std::string pattern = to_lower(unit.substr(0, 5));
  return pattern == "hh:mm" || pattern == "mm:ss";
}

bool is_known_heading(const ColumnHeading& heading) {
  return heading.lead || heading.role == ColumnRole::time || heading.role == ColumnRole::sample_index;
}

bool states_other_unit(const ColumnHeading& heading) { return !heading.unit.empty() && !heading.seconds_per_unit; }

}  // namespace leadwise::io
