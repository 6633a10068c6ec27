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
  std::optional<double> units_per_millivolt;
};

/// Understands "sampling_rate_hz: 500", "fs = 500 Hz", "Sampling rate","500 Hz" as spreadsheets write it, "2 msec/sample", "Interval= 0.002 s",
/// "unit: mV". Errors: InvalidSamplingRate,
/// InvalidHeader where such a line is there and cannot be read, or two contradict each other; `file` gives the offset.
Result<TableStatements> read_table_statements(std::string_view file, std::span<const std::string_view> preface);

/// "Age,55" and "Sex = M" as comments write it: "Age: 55". Any other line as it is.
std::string as_patient_comment(std::string_view line);

}  // namespace leadwise::io
