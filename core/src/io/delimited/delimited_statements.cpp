#include "delimited/delimited_statements.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "json/json_keys.hpp"
#include "text/comment_field.hpp"
#include "text/number_text.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
#include "text/time_unit.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

Result<void> take_statement(std::string_view file, std::string_view line, std::string_view value,
                            std::optional<double> read, std::string_view what, ErrorCode code,
                            std::optional<double>& stated) {
  if (!read) {
    return fail(code, "text table: the " + std::string(what) + " " + quoted(value) + " cannot be read",
                offset_in(file, line));
  }
  if (stated && *stated != *read) {
    return fail(ErrorCode::InvalidHeader, "text table: two lines state the " + std::string(what) + " differently",
                offset_in(file, line));
  }
  stated = read;
  return {};
}

// "digitmillivolt" of the key "Gain (digit/millivolt)", in letters; nullopt where it is no gain's.
std::optional<std::string_view> unit_in_gain_key(std::string_view key) {
  for (const std::string_view word : {"gain", "adcgain"}) {
    if (!key.starts_with(word))
      continue;
    key.remove_prefix(word.size());
    return key.empty() || key.ends_with("mv") || key.ends_with("millivolt") ? std::optional(key) : std::nullopt;
  }
  return std::nullopt;
}

bool is_count_per_millivolt(std::string_view letters) {
  for (const std::string_view count : {"digit", "digits", "adu", "count", "counts", "lsb"}) {
    for (const std::string_view millivolt : {"mv", "permv", "millivolt", "permillivolt"}) {
      if (letters.starts_with(count) && letters.substr(count.size()) == millivolt)
        return true;
    }
  }
  return false;
}

// A gain in other words ("10 mm/mV"), or two that differ, leave the line named and its counts open.
void take_gain(std::string_view line, std::string_view unit_in_key, std::string_view value,
               TableStatements& statements) {
  const auto number = parse_finite(take_token(value));
  const bool counts = is_count_per_millivolt(std::string(unit_in_key) + key_letters(value));
  const auto read = counts && number && *number > 0.0 ? number : std::nullopt;
  const bool same = statements.gain_line.empty() || statements.counts_per_millivolt == read;
  statements.counts_per_millivolt = same ? read : std::nullopt;
  statements.gain_line = line;
}

/// No electrocardiograph samples more slowly: "Interval: 10 s" is no distance of samples.
constexpr double kSlowestStatedHz = 20.0;

// The rate of "2 msec" between two samples.
std::optional<double> rate_of_step(std::string_view step) {
  const auto number = parse_finite(take_token(step));
  const auto unit_s = seconds_per(step);
  if (!number || !unit_s || *number <= 0.0)
    return std::nullopt;
  const double rate_hz = 1.0 / *unit_s / *number;
  return rate_hz >= kSlowestStatedHz && std::isfinite(rate_hz) ? std::optional(rate_hz) : std::nullopt;
}

// "2 msec/sample" of AcqKnowledge.
std::optional<double> rate_of_line(std::string_view line) {
  constexpr std::string_view kPerSample = "/sample";
  const bool step = line.size() > kPerSample.size() && line.substr(line.size() - kPerSample.size()) == kPerSample;
  return step ? rate_of_step(line.substr(0, line.size() - kPerSample.size())) : std::nullopt;
}

// The rate of "Interval=<tab>0.002 s", as LabChart writes it; nullopt where the line states none.
std::optional<double> rate_of_interval(std::string_view key, std::string_view value) {
  for (const std::string_view known :
       {"interval", "sampleinterval", "samplinginterval", "sampleperiod", "samplingperiod"}) {
    if (key == known)
      return rate_of_step(value);
  }
  return std::nullopt;
}

// "500 Hz" of "sampling_rate": "500 Hz", 500 of "sampling_rate": 500.
std::string_view json_scalar(std::string_view value) {
  if (value.starts_with('"'))
    return value.substr(1, value.find('"', 1) - 1);
  return trim(value.substr(0, value.find_first_of(",}")));
}

// The rate of "sampling rate": 1000 in the line that OpenSignals writes. Several devices may stand in it; a frequency may
// be the mains' or a filter's.
Result<void> take_json_statements(std::string_view file, std::string_view line, TableStatements& statements) {
  Result<void> taken;
  find_json_value(line, [&](std::string_view key, std::string_view value) {
    const std::string letters = key_letters(key);
    const std::string_view scalar = json_scalar(value);
    // A list says it of its channels one by one, and which are the table's nobody knows.
    const bool is_list = value.starts_with('[') || value.starts_with('{');
    if (is_rate_key(letters) && !letters.starts_with("freq") && !is_list)
      taken = take_statement(file, line, scalar, parse_rate_hz(scalar), "sampling rate",
                             ErrorCode::InvalidSamplingRate, statements.sampling_rate_hz);
    else if (const auto unit = units_per_millivolt(scalar); unit && is_unit_key(letters))
      taken = take_statement(file, line, scalar, unit, "unit", ErrorCode::InvalidHeader,
                             statements.units_per_millivolt);
    return !taken;
  });
  return taken;
}

// "500 Hz" of "500 Hz, unit: uV"; `rest` becomes what another key begins with. A list ("mV, uV") states more than one thing, and
// stays whole: what it says of which column nobody knows.
std::string_view up_to_next_key(std::string_view value, std::string_view& rest) {
  const std::size_t comma = value.find(", ");
  const std::size_t mark = comma == std::string_view::npos ? comma : value.find_first_of(":=,", comma + 1);
  if (mark == std::string_view::npos || value[mark] == ',')
    return value;
  rest = trim(value.substr(comma + 1));
  return trim(value.substr(0, comma));
}

// A number that is not above 0 is no rate; words may be one that somebody can tell.
Result<void> take_rate(std::string_view file, std::string_view line, std::string_view value,
                       TableStatements& statements) {
  const auto read = parse_rate_hz(value);
  if (!read && !value.empty() && !parse_double(value)) {
    statements.unread_rate = value;
    return {};
  }
  return take_statement(file, line, value, read, "sampling rate", ErrorCode::InvalidSamplingRate,
                        statements.sampling_rate_hz);
}

// Takes what a line states; `line` becomes what it states behind that, or nothing.
Result<void> take_statement_line(std::string_view file, std::string_view& line, TableStatements& statements) {
  const std::string_view whole = std::exchange(line, {});
  const std::size_t mark = whole.find_first_of(":=;,\t");
  const bool has_key = mark != std::string_view::npos;
  const std::string key = key_letters(whole.substr(0, has_key ? mark : 0));
  const std::string_view value = has_key ? value_behind(whole, mark) : std::string_view();
  if (const auto unit_in_key = unit_in_gain_key(key); unit_in_key && has_key)
    take_gain(whole, *unit_in_key, value, statements);
  if (const auto step_rate_hz = has_key ? rate_of_interval(key, value) : rate_of_line(whole))
    return take_statement(file, whole, value, step_rate_hz, "sampling rate", ErrorCode::InvalidSamplingRate,
                          statements.sampling_rate_hz);
  if (is_rate_key(key))
    return take_rate(file, whole, up_to_next_key(value, line), statements);
  if (!is_unit_key(key))
    return {};
  const std::string_view unit = up_to_next_key(value, line);
  return take_statement(file, whole, unit, units_per_millivolt(unit), "unit", ErrorCode::InvalidHeader,
                        statements.units_per_millivolt);
}

}  // namespace

// More in one line is no preface, and would be searched anew for each.
constexpr int kMostStatementsInLine = 16;

bool is_json(std::string_view line) { return line.starts_with('{') && line.find('"') != std::string_view::npos; }

Result<TableStatements> read_table_statements(std::string_view file, std::span<const std::string_view> preface) {
  TableStatements statements;
  for (const std::string_view line : preface) {
    Result<void> taken;
    if (is_json(line))
      taken = take_json_statements(file, line, statements);
    std::string_view rest = is_json(line) ? std::string_view() : line;
    for (int left = kMostStatementsInLine; taken && !rest.empty() && left > 0; --left)
      taken = take_statement_line(file, rest, statements);
    if (!taken)
      return tl::unexpected(taken.error());
  }
  return statements;
}

}  // namespace leadwise::io
