#include "delimited/labsystem_lines.hpp"

#include <algorithm>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

constexpr double kCountsOfRange = 32768.0;

// What stands behind the key in every line that begins with it.
std::vector<std::string_view> values_of(std::span<const std::string_view> preface, std::string_view key) {
  std::vector<std::string_view> values;
  for (const std::string_view line : preface) {
    if (line.starts_with(key))
      values.push_back(trim(line.substr(key.size())));
  }
  return values;
}

// Of "5mv".
std::optional<double> counts_per_millivolt(std::string_view range) {
  const std::size_t unit = std::min(range.find_first_not_of("0123456789."), range.size());
  const auto number = parse_finite(range.substr(0, unit));
  const auto per_millivolt = units_per_millivolt(trim(range.substr(unit)));
  if (!number || !per_millivolt || !(*number > 0.0))
    return std::nullopt;
  return kCountsOfRange * *per_millivolt / *number;
}

// The columns stand in the order of the channels' numbers.
bool counts_up(std::span<const std::string_view> numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (parse_unsigned(numbers[i]) != i + 1)
      return false;
  }
  return true;
}

bool is_labsystem(std::span<const std::string_view> preface) {
  const auto holds = [&](std::string_view line) {
    return std::find(preface.begin(), preface.end(), line) != preface.end();
  };
  return holds(kLabsystemHeader) && holds(kLabsystemData) && !values_of(preface, "Channel #:").empty();
}

}  // namespace

Result<void> take_labsystem_ranges(std::string_view file, std::span<const std::string_view> preface,
                                   std::vector<ColumnHeading>& headings) {
  if (!is_labsystem(preface))
    return {};
  for (const std::string_view mux : values_of(preface, "Mux format:")) {
    if (mux != "0")
      return fail(ErrorCode::UnsupportedFormat, "LABSYSTEM Pro: mux format " + quoted(mux) + "; only 0 is read",
                  offset_in(file, mux));
  }
  const auto ranges = values_of(preface, "Range:");
  const auto labels = values_of(preface, "Label:");
  const auto numbers = values_of(preface, "Channel #:");
  if (!counts_up(numbers))
    return fail(ErrorCode::InvalidHeader, "LABSYSTEM Pro: the numbers of the channels do not count up from 1",
                offset_in(file, numbers.front()));
  if (ranges.size() != headings.size() || labels.size() != headings.size()) {
    return fail(ErrorCode::InvalidHeader,
                "LABSYSTEM Pro: " + std::to_string(labels.size()) + " labels and " + std::to_string(ranges.size()) +
                    " ranges stand above " + std::to_string(headings.size()) + " columns",
                offset_in(file, preface.front()));
  }
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const auto counts = counts_per_millivolt(ranges[i]);
    if (!counts)
      return fail(ErrorCode::InvalidGain,
                  "LABSYSTEM Pro: the range " + quoted(ranges[i]) + " of " + quoted(labels[i]) + " cannot be read",
                  offset_in(file, ranges[i]));
    headings[i].label = std::string(labels[i]);
    headings[i].lead = parse_lead(labels[i]);
    headings[i].role = ColumnRole::voltage;
    headings[i].units_per_millivolt = counts;
  }
  return {};
}

}  // namespace leadwise::io
