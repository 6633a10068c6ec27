#include "wfdb/wfdb_trace.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_notes.hpp"

namespace leadwise::io {
namespace {

/// adu per unit that WFDB assumes where a header gives no gain.
constexpr double kDefaultGain = 200.0;

/// The samples of one signal, taken out of the frames of its file.
std::vector<std::int32_t> column_of(const WfdbSignalData& data, std::size_t first, std::size_t per_frame) {
  const auto frame_size = static_cast<std::size_t>(data.frame_size);
  std::vector<std::int32_t> column(static_cast<std::size_t>(data.frame_count) * per_frame);
  for (std::size_t frame = first, sample = 0; sample < column.size(); frame += frame_size) {
    for (std::size_t i = 0; i < per_frame; ++i)
      column[sample++] = data.frames_adu[frame + i];
  }
  return column;
}

// What programs write that never looked at the samples.
bool was_never_reckoned(const WfdbSignal& signal) { return signal.checksum == 0 && signal.initial_value_adu == 0; }

Result<void> check_sum(const WfdbSignal& signal, const std::vector<std::int32_t>& column, EcgRecord& record) {
  if (!signal.checksum)
    return {};
  std::uint32_t sum = 0;
  for (const std::int32_t sample_adu : column)
    sum += static_cast<std::uint32_t>(sample_adu);
  const auto stated = static_cast<std::uint16_t>(static_cast<std::uint64_t>(*signal.checksum));
  const auto found = static_cast<std::uint16_t>(sum);
  if (found == stated)
    return {};
  if (was_never_reckoned(signal)) {
    add_wfdb_note(record, ErrorCode::ChecksumMismatch,
                  "checksums of 0 beside initial values of 0 do not fit the samples and were taken for none");
    return {};
  }
  return fail(ErrorCode::ChecksumMismatch,
              "WFDB signal " + quoted(signal.description) + " in " + quoted(signal.file_name) +
                  ": the samples sum to " + std::to_string(found) + ", the header says " + std::to_string(stated) +
                  " (modulo 65536)",
              signal.offset);
}

void note_oddities(const WfdbSignal& signal, std::int32_t first_adu, bool first_missing, EcgRecord& record) {
  const std::string name = "signal " + quoted(signal.description) + ": ";
  if (!signal.gain) {
    add_wfdb_note(record, ErrorCode::InvalidGain,
                  name +
                      "the header gives no gain, WFDB's default of 200 adu per unit was taken; the amplitudes are "
                      "not calibrated");
  }
  if (signal.gain.value_or(kDefaultGain) < 0.0)
    add_wfdb_note(record, ErrorCode::InvalidGain, name + "stored upside down (the gain is negative) and turned back");
  // In format 8 the initial value is where the sums begin.
  const bool stated = signal.initial_value_adu && !was_never_reckoned(signal);
  if (stated && !first_missing && signal.format != 8 && *signal.initial_value_adu != first_adu) {
    add_wfdb_note(record, ErrorCode::InvalidHeader,
                  name + "the first sample is " + std::to_string(first_adu) + ", the header says " +
                      std::to_string(*signal.initial_value_adu));
  }
}

// Frame t of the channel is frame t + skew of the file; behind the file's end nothing is known.
void calibrate(const WfdbSignal& signal, const std::vector<std::int32_t>& column,
               std::optional<std::int32_t> missing_adu, double adu_per_mv, double baseline, Channel& channel) {
  constexpr double kMissingMv = std::numeric_limits<double>::quiet_NaN();
  const auto skew = static_cast<std::size_t>(signal.skew_frames * signal.samples_per_frame);
  channel.samples_mv.assign(column.size(), kMissingMv);
  // Without a branch, so that a compiler takes several samples at once.
  const bool any_missing = missing_adu.has_value();
  const std::int32_t missing = missing_adu.value_or(0);
  const std::span<const std::int32_t> recorded = std::span(column).subspan(std::min(skew, column.size()));
  double* const samples_mv = channel.samples_mv.data();
  for (std::size_t t = 0; t < recorded.size(); ++t) {
    const double value_mv = (recorded[t] - baseline) / adu_per_mv;
    samples_mv[t] = any_missing && recorded[t] == missing ? kMissingMv : value_mv;
  }
}

}  // namespace

std::string wfdb_label(const WfdbSignal& signal, std::size_t number) {
  return signal.description.empty() ? "signal " + std::to_string(number + 1) : std::string(signal.description);
}

std::vector<std::string> wfdb_labels(const WfdbHeader& header) {
  std::vector<std::string> labels;
  for (const WfdbSignal& signal : header.signals)
    labels.push_back(wfdb_label(signal, labels.size()));
  return labels;
}

std::optional<double> wfdb_adu_per_millivolt(const WfdbSignal& signal) {
  const auto per_millivolt = signal.units.empty() ? 1.0 : units_per_millivolt(signal.units);
  return per_millivolt ? std::optional(signal.gain.value_or(kDefaultGain) * *per_millivolt) : std::nullopt;
}

Result<std::optional<WfdbTrace>> calibrate_wfdb_signal(const WfdbSignal& signal, std::size_t number,
                                                       const WfdbSignalData& data, std::size_t first,
                                                       EcgRecord& record) {
  const auto column = column_of(data, first, static_cast<std::size_t>(signal.samples_per_frame));
  if (auto checked = check_sum(signal, column, record); !checked)
    return tl::unexpected(checked.error());
  const auto adu_per_mv = wfdb_adu_per_millivolt(signal);
  if (!adu_per_mv) {
    add_wfdb_note(
        record, ErrorCode::NoEcgChannel,
        "signal " + quoted(signal.description) + " was left out: " + quoted(signal.units) + " is no unit of voltage");
    return std::nullopt;
  }
  if (signal.skew_frames >= data.frame_count) {
    return fail(ErrorCode::InvalidHeader,
                "WFDB signal " + quoted(signal.description) + ": the skew of " + std::to_string(signal.skew_frames) +
                    " samples is longer than the record",
                signal.offset);
  }
  note_oddities(signal, column[0], column[0] == data.missing_adu, record);
  WfdbTrace trace{number, signal.samples_per_frame, {}};
  trace.channel.label = wfdb_label(signal, number);
  trace.channel.lead = parse_lead(trace.channel.label);
  const auto baseline_adu = static_cast<double>(signal.baseline_adu.value_or(signal.adc_zero_adu));
  // A channel's step is positive: what is stored upside down keeps its integers with the other sign.
  const double sign = *adu_per_mv < 0.0 ? -1.0 : 1.0;
  trace.channel.resolution_mv = sign / *adu_per_mv;
  trace.channel.baseline_adu = sign * baseline_adu;
  calibrate(signal, column, data.missing_adu, *adu_per_mv, baseline_adu, trace.channel);
  return trace;
}

}  // namespace leadwise::io
