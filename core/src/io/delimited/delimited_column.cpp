#include "delimited/delimited_column.hpp"

#include <array>

#include "text/text_lines.hpp"
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

std::optional<double> seconds_per(std::string_view unit) {
  const std::string word = to_lower(trim(unit));
  if (is_one_of(word, {"s", "sec", "secs", "second", "seconds"}))
    return 1.0;
  if (is_one_of(word, {"ms", "msec", "millisecond", "milliseconds"}))
    return 1e-3;
  if (is_one_of(word, {"us", "usec", "microsecond", "microseconds"}))
    return 1e-6;
  return std::nullopt;
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
    const std::string_view unit = heading.substr(mark + 1);
    if (units_per_millivolt(unit) || seconds_per(unit))
      return {trim(heading.substr(0, mark)), unit};
  }
  return {heading, {}};
}

}  // namespace

ColumnHeading parse_column_heading(std::string_view heading) {
  const auto [name, unit, bracketed] = split_unit(heading);
  const std::string word = to_lower(name);
  ColumnHeading column;
  column.label = std::string(name);
  column.unit = std::string(unit);
  // A voltage is a channel, whatever it is called.
  const bool voltage = bracketed && units_per_millivolt(unit);
  if (!voltage && is_one_of(word, {"time", "t", "timestamp", "elapsed", "elapsed time", "elapsed_time"})) {
    column.role = ColumnRole::time;
    column.seconds_per_unit = seconds_per(unit);
  } else if (unit.empty() && word != "s" && seconds_per(word)) {
    column.role = ColumnRole::time;
    column.seconds_per_unit = seconds_per(word);
  } else if (!voltage &&
             is_one_of(word, {"sample", "samples", "index", "idx", "sample_index", "sample index", "sample_number",
                              "sample number", "sample_no", "sample no", "#", "unnamed: 0"})) {
    column.role = ColumnRole::sample_index;
  } else if (!unit.empty() && !units_per_millivolt(unit) && (bracketed || seconds_per(unit))) {
    column.role = ColumnRole::other_quantity;
  } else {
    column.lead = parse_lead(name);
    // "mV" alone heads a single channel; "V" alone is the name of a chest lead that does not say which.
    column.units_per_millivolt = units_per_millivolt(unit.empty() && word != "v" ? name : unit);
  }
  return column;
}

bool is_known_heading(const ColumnHeading& heading) {
  return heading.lead || heading.role == ColumnRole::time || heading.role == ColumnRole::sample_index;
}

}  // namespace leadwise::io
