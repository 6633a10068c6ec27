#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "leadwise/lead.hpp"

namespace leadwise::io {

enum class ColumnRole { time, sample_index, voltage, other_quantity, text };

/// What the heading of a text column says.
struct ColumnHeading {
  ColumnRole role = ColumnRole::voltage;
  /// The heading without its unit.
  std::string label;
  std::optional<Lead> lead;
  /// As the heading writes it; empty where it names none.
  std::string unit;
  /// Of a voltage column that states its unit.
  std::optional<double> units_per_millivolt;
  /// Of a column that states a unit of time, or is called by nothing else ("min").
  std::optional<double> seconds_per_unit;
};

/// Reads a heading: "time_s", "t", "time (min)", "Zeit", "sample", "I", "V1 (mV)", "II [uV]", "aVR_uV", "ABP (mmHg)".
ColumnHeading parse_column_heading(std::string_view heading);

/// "mV" of "(mV)" or "[mV]"; the text itself where it has no brackets.
std::string_view bare_unit(std::string_view unit);

/// True for a pattern in place of a unit: "hh:mm:ss.mmm", "mm:ss".
bool is_clock_pattern(std::string_view unit);

/// True where the heading is a standard lead, a time or a sample number: a line of these is surely a heading.
bool is_known_heading(const ColumnHeading& heading);

/// True where a heading of times states a unit that is none of time ("time (ticks)"): such times give no sampling rate.
bool states_other_unit(const ColumnHeading& heading);

}  // namespace leadwise::io
