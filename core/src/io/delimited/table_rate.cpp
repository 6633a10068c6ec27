#include <cmath>

#include "delimited/delimited_rate.hpp"
#include "delimited/text_table.hpp"
#include "text/number_text.hpp"
#include "text/stated_rate.hpp"

namespace leadwise::io {
namespace {

// The row that does not follow the others, or the first.
std::uint64_t place_of_uneven(std::string_view file, const TextTable& table, std::span<const double> times) {
  const std::size_t row = first_uneven(times);
  return table.place_of_row(file, row < times.size() ? row : 0);
}

Result<std::optional<double>> rate_of_column(std::string_view file, const TextTable& table, std::size_t column) {
  const ColumnHeading& heading = table.headings[column];
  const bool clock = table.columns[column].content == CellKind::clock;
  const auto rate_hz = rate_from_times(table.columns[column].values, clock ? 1.0 : heading.seconds_per_unit);
  if (!rate_hz)
    return fail(rate_hz.error().code, rate_hz.error().message,
                place_of_uneven(file, table, table.columns[column].values));
  return !clock && states_other_unit(heading) ? std::nullopt : *rate_hz;
}

// Whether the times of a column are those of packets, at the rate that the file or the caller states; notes it.
bool times_of_packets(const TextTable& table, std::size_t column, std::optional<double> rate_hz, EcgRecord& record) {
  const ColumnHeading& heading = table.headings[column];
  const bool clock = table.columns[column].content == CellKind::clock;
  if (!rate_hz || !(*rate_hz > 0.0) || (!clock && states_other_unit(heading)) ||
      !rise_in_packets(table.columns[column].values, clock ? 1.0 : heading.seconds_per_unit, *rate_hz))
    return false;
  record.notes.push_back({ErrorCode::InvalidSamplingRate, "the times of column " + quoted(heading.label) +
                                                              " rise in packets; the stated " + number_text(*rate_hz) +
                                                              " Hz, which they fit on the whole, were taken"});
  return true;
}

// The rate that a time column or a comment states.
Result<std::optional<double>> stated_rate(std::string_view file, const TextTable& table, const ReadOptions& options,
                                          EcgRecord& record) {
  std::optional<double> rate_hz = table.statements.sampling_rate_hz;
  const std::optional<double> said_hz = rate_hz ? rate_hz : options.sampling_rate_hz;
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    if (table.headings[i].role != ColumnRole::time)
      continue;
    const auto from_times = rate_of_column(file, table, i);
    if (!from_times && times_of_packets(table, i, said_hz, record))
      continue;
    if (!from_times && !said_hz && come_in_packets(table.columns[i].values))
      return fail(ErrorCode::SamplingRateRequired,
                  "text table: the times of column " + quoted(table.headings[i].label) +
                      " rise in packets and give no sampling rate; say it when opening the file",
                  place_of_uneven(file, table, table.columns[i].values));
    if (!from_times)
      return from_times;
    constexpr double kSameRate = 0.01;
    if (rate_hz && *from_times && std::abs(**from_times - *rate_hz) > kSameRate * *rate_hz) {
      return fail(ErrorCode::InvalidHeader, "text table: the times contradict the stated sampling rate",
                  table.layout.first_row_offset);
    }
    if (!rate_hz)
      rate_hz = *from_times;
  }
  return rate_hz;
}

// Times that gave no rate since they do not rise evenly, under a name that nobody foresaw ("Timestamp_Unix_CAL (ms)").
Result<void> check_unnamed_times(std::string_view file, const TextTable& table) {
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    const ColumnHeading& heading = table.headings[i];
    if (heading.role != ColumnRole::other_quantity || !heading.seconds_per_unit)
      continue;
    const std::span<const double> times = table.columns[i].values;
    if (const auto rate_hz = rate_from_times(times, heading.seconds_per_unit); !rate_hz)
      return fail(ErrorCode::SamplingRateRequired, rate_hz.error().message + "; say it when opening the file",
                  place_of_uneven(file, table, times));
  }
  return {};
}

// A rate that was stated is never passed over in silence.
Result<void> tell_of_unread_rate(std::string_view file, const TextTable& table, bool other_rate, EcgRecord& record) {
  const std::string_view unread = table.statements.unread_rate;
  if (unread.empty())
    return {};
  const std::string words = "the stated sampling rate " + quoted(unread) + " cannot be read";
  if (!other_rate)
    return fail(ErrorCode::SamplingRateRequired, "text table: " + words + "; say it when opening the file",
                offset_in(file, unread));
  record.notes.push_back({ErrorCode::InvalidSamplingRate, words + " and was not used"});
  return {};
}

}  // namespace

Result<void> set_table_rate(std::string_view file, const TextTable& table, const ReadOptions& options,
                            EcgRecord& record) {
  const auto stated = stated_rate(file, table, options, record);
  if (!stated)
    return tl::unexpected(stated.error());
  if (!*stated && !options.sampling_rate_hz) {
    if (auto checked = check_unnamed_times(file, table); !checked)
      return checked;
  }
  if (auto told = tell_of_unread_rate(file, table, stated->has_value() || options.sampling_rate_hz, record); !told)
    return told;
  return set_sampling_rate(*stated, options, "the text table",
                           ", or in a line \"# sampling_rate_hz: 500\", or with a first column time_s or time_ms",
                           record, table.place_of_row(file, 0));
}

}  // namespace leadwise::io
