#include "delimited/delimited_statements.hpp"

#include <cmath>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

// Letters only, so that "Sampling rate (Hz)", "sampling_rate_hz" and "SamplingRate" are one key.
std::string letters_of(std::string_view key) {
  std::string letters;
  for (const char c : to_lower(key)) {
    if (c >= 'a' && c <= 'z')
      letters.push_back(c);
  }
  return letters;
}

bool is_rate_key(std::string_view key) {
  for (const std::string_view known :
       {"samplingratehz", "samplingrate", "sampleratehz", "samplerate", "samplingfrequencyhz", "samplingfrequency",
        "samplefrequency", "samplefrequencyhz", "fs", "fshz", "frequency", "frequencyhz"}) {
    if (key == known)
      return true;
  }
  return false;
}

bool is_unit_key(std::string_view key) {
  return key == "unit" || key == "units" || key == "voltageunit" || key == "amplitudeunit" || key == "signalunit";
}

// "500", "500 Hz", "0.5 kHz".
std::optional<double> parse_rate_hz(std::string_view text) {
  std::string_view rest = text;
  std::string_view number = take_token(rest);
  std::string unit = to_lower(trim(rest));
  if (const std::size_t letter = number.find_first_of("hHkK"); letter != std::string_view::npos && unit.empty()) {
    unit = to_lower(number.substr(letter));
    number = number.substr(0, letter);
  }
  const auto value = parse_double(number);
  if (!value || (unit != "" && unit != "hz" && unit != "khz"))
    return std::nullopt;
  const double rate_hz = unit == "khz" ? *value * 1000.0 : *value;
  return std::isfinite(rate_hz) && rate_hz > 0.0 ? std::optional(rate_hz) : std::nullopt;
}

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

}  // namespace

Result<TableStatements> read_table_statements(std::string_view file, std::span<const std::string_view> preface) {
  TableStatements statements;
  for (const std::string_view line : preface) {
    const std::size_t mark = line.find_first_of(":=;,\t");
    if (mark == std::string_view::npos)
      continue;
    const std::string key = letters_of(line.substr(0, mark));
    const std::string_view after = trim(line.substr(mark + 1));
    const std::string_view value = trim(after.substr(0, after.find_first_of(";\t")));
    Result<void> taken;
    if (is_rate_key(key)) {
      taken = take_statement(file, line, value, parse_rate_hz(value), "sampling rate", ErrorCode::InvalidSamplingRate,
                             statements.sampling_rate_hz);
    } else if (is_unit_key(key)) {
      taken = take_statement(file, line, value, units_per_millivolt(value), "unit", ErrorCode::InvalidHeader,
                             statements.units_per_millivolt);
    }
    if (!taken)
      return tl::unexpected(taken.error());
  }
  return statements;
}

}  // namespace leadwise::io
