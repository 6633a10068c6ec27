#include "delimited/delimited_statements.hpp"

#include <string>

#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
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

}  // namespace

Result<TableStatements> read_table_statements(std::string_view file, std::span<const std::string_view> preface) {
  TableStatements statements;
  for (const std::string_view line : preface) {
    const std::size_t mark = line.find_first_of(":=;,\t");
    if (mark == std::string_view::npos)
      continue;
    const std::string key = key_letters(line.substr(0, mark));
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
