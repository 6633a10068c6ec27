#include "arrays/time_vector.hpp"

#include <string>
#include <vector>

#include "delimited/delimited_column.hpp"
#include "delimited/delimited_rate.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::vector<double> numbers_of(const ArrayVariable& variable) {
  std::vector<double> numbers;
  const std::uint64_t count = element_count(variable.shape);
  numbers.reserve(static_cast<std::size_t>(count));
  for (std::uint64_t i = 0; i < count; ++i)
    numbers.push_back(number_at(variable, i));
  return numbers;
}

bool is_time_vector(const ArrayVariable& variable, std::string_view parent, std::uint64_t sample_count) {
  return is_number_list(variable) && element_count(variable.shape) == sample_count && variable.cell_path.empty() &&
         encloses(variable.parent, parent) && parse_column_heading(variable.name).role == ColumnRole::time;
}

Result<std::optional<double>> rate_of(const ArrayFile& file, const ArrayVariable& variable) {
  constexpr double kLowestHz = 1e-3, kHighestHz = 1e5;
  const auto rate_hz = rate_from_times(numbers_of(variable), parse_column_heading(variable.name).seconds_per_unit);
  if (!rate_hz) {
    return fail(
        ErrorCode::InvalidHeader,
        file.what + ": the times in " + quoted(path_of(variable)) + " do not rise evenly, so no sampling rate fits",
        variable.offset);
  }
  return *rate_hz && **rate_hz >= kLowestHz && **rate_hz <= kHighestHz ? *rate_hz : std::nullopt;
}

}  // namespace

Result<std::optional<double>> rate_from_time_vector(const ArrayFile& file, std::string_view parent,
                                                    std::uint64_t sample_count) {
  std::optional<double> stated_hz;
  for (const ArrayVariable& variable : file.variables) {
    if (!is_time_vector(variable, parent, sample_count))
      continue;
    const auto rate_hz = rate_of(file, variable);
    if (!rate_hz)
      return rate_hz;
    if (stated_hz && *rate_hz && *stated_hz != **rate_hz)
      return fail(ErrorCode::InvalidHeader, file.what + ": two lists of times give different sampling rates",
                  variable.offset);
    stated_hz = *rate_hz ? *rate_hz : stated_hz;
  }
  return stated_hz;
}

}  // namespace leadwise::io
