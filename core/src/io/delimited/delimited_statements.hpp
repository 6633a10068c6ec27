#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// What the lines in front of a text table state about all of it.
struct TableStatements {
  std::optional<double> sampling_rate_hz;
  /// What stands behind the key of a rate where it cannot be read ("fast"); empty where all can.
  std::string_view unread_rate;
  std::optional<double> units_per_millivolt;
  /// The line that states a gain, empty where none does; and that gain, where it is one of counts ("Gain (digit/millivolt): 2048").
  std::string_view gain_line;
  std::optional<double> counts_per_millivolt;
};

/// True for a line of JSON, as OpenSignals writes one in front of its table.
bool is_json(std::string_view line);

/// Understands "sampling_rate_hz: 500", "fs = 500 Hz", "Sampling rate","500 Hz" as spreadsheets write it, "2 msec/sample", "Interval= 0.002 s",
/// "unit: mV", "Gain (digit/millivolt): 2048", "sampling rate" in a line of JSON, several in one line ("fs: 500, unit: uV").
/// Errors: InvalidSamplingRate where a rate is a number and not above 0; InvalidHeader where a unit cannot be read, or two lines contradict each other; `file` gives
/// the offset. A rate in other words is left open.
Result<TableStatements> read_table_statements(std::string_view file, std::span<const std::string_view> preface);

}  // namespace leadwise::io
