#include "wfdb/wfdb_channel.hpp"

#include <limits>
#include <string>

#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

/// adu per unit that WFDB assumes where a header gives no gain.
constexpr double kDefaultGain = 200.0;

std::string label_of(const WfdbSignal& signal, const EcgRecord& record) {
  if (!signal.description.empty())
    return std::string(signal.description);
  return "signal " + std::to_string(record.channels.size() + 1);
}

Result<void> check_sum(const WfdbSignal& signal, const WfdbSignalData& data, std::size_t position,
                       std::size_t signal_count) {
  if (!signal.checksum)
    return {};
  std::uint32_t sum = 0;
  for (std::size_t i = position; i < data.interleaved_adu.size(); i += signal_count) {
    sum += static_cast<std::uint32_t>(data.interleaved_adu[i]);
  }
  const auto stated = static_cast<std::uint16_t>(static_cast<std::uint64_t>(*signal.checksum));
  const auto found = static_cast<std::uint16_t>(sum);
  if (found == stated)
    return {};
  return fail(ErrorCode::ChecksumMismatch,
              "WFDB signal " + quoted(signal.description) + " in " + quoted(signal.file_name) +
                  ": the samples sum to " + std::to_string(found) + ", the header says " + std::to_string(stated) +
                  " (modulo 65536)",
              signal.offset);
}

void note_oddities(const WfdbSignal& signal, std::int32_t first_adu, bool first_missing, EcgRecord& record) {
  const std::string name = "signal " + quoted(signal.description) + ": ";
  if (!signal.gain) {
    record.notes.push_back({ErrorCode::InvalidGain, name + "the header gives no gain, WFDB's default of 200 adu per "
                                                           "unit was taken; the amplitudes are not calibrated"});
  }
  if (signal.initial_value_adu && !first_missing && *signal.initial_value_adu != first_adu) {
    record.notes.push_back({ErrorCode::InvalidHeader, name + "the first sample is " + std::to_string(first_adu) +
                                                          ", the header says " +
                                                          std::to_string(*signal.initial_value_adu)});
  }
}

// Sample t of the channel is sample t + skew of the file; behind the file's end nothing is known.
void calibrate(const WfdbSignal& signal, const WfdbSignalData& data, std::size_t position, std::size_t signal_count,
               double adu_per_mv, Channel& channel) {
  const auto count = static_cast<std::size_t>(data.sample_count);
  const auto skew = static_cast<std::size_t>(signal.skew_frames);
  channel.samples_mv.assign(count, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t t = 0; t + skew < count; ++t) {
    const std::int32_t adu = data.interleaved_adu[(t + skew) * signal_count + position];
    if (adu != data.missing_adu)
      channel.samples_mv[t] = (adu - channel.baseline_adu) / adu_per_mv;
  }
}

}  // namespace

Result<void> add_wfdb_channel(const WfdbSignal& signal, const WfdbSignalData& data, std::size_t position,
                              std::size_t signal_count, EcgRecord& record) {
  if (auto checked = check_sum(signal, data, position, signal_count); !checked)
    return checked;
  const auto per_millivolt = signal.units.empty() ? 1.0 : units_per_millivolt(signal.units);
  if (!per_millivolt) {
    record.notes.push_back({ErrorCode::NoEcgChannel, "signal " + quoted(signal.description) + " was left out: " +
                                                         quoted(signal.units) + " is no unit of voltage"});
    return {};
  }
  if (signal.skew_frames >= data.sample_count) {
    return fail(ErrorCode::InvalidHeader,
                "WFDB signal " + quoted(signal.description) + ": the skew of " + std::to_string(signal.skew_frames) +
                    " samples is longer than the record",
                signal.offset);
  }
  const std::int32_t first_adu = data.interleaved_adu[position];
  note_oddities(signal, first_adu, first_adu == data.missing_adu, record);
  const double adu_per_mv = signal.gain.value_or(kDefaultGain) * *per_millivolt;
  Channel channel;
  channel.label = label_of(signal, record);
  channel.lead = parse_lead(channel.label);
  channel.resolution_mv = 1.0 / adu_per_mv;
  channel.baseline_adu = static_cast<double>(signal.baseline_adu.value_or(signal.adc_zero_adu));
  calibrate(signal, data, position, signal_count, adu_per_mv, channel);
  record.channels.push_back(std::move(channel));
  return {};
}

}  // namespace leadwise::io
