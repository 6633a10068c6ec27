#include "check_record.hpp"

#include <cmath>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

Result<void> check_lengths(const std::vector<Channel>& channels) {
  for (const Channel& channel : channels) {
    if (channel.samples_mv.size() != channels.front().samples_mv.size() || channel.samples_mv.empty())
      return fail(ErrorCode::InvalidHeader, "channel " + quoted(channel.label) + " differs in length or is empty");
  }
  return {};
}

Result<void> check_channels(const std::vector<Channel>& channels, double sampling_rate_hz) {
  if (channels.empty())
    return fail(ErrorCode::NoEcgChannel, "the file holds no channel in a unit of voltage");
  if (!std::isfinite(sampling_rate_hz) || sampling_rate_hz <= 0.0)
    return fail(ErrorCode::InvalidSamplingRate, "the sampling rate is no positive number");
  return check_lengths(channels);
}

}  // namespace

Result<void> check_record(const EcgRecord& record) {
  if (auto checked = check_channels(record.channels, record.sampling_rate_hz); !checked)
    return checked;
  for (const auto* groups : {&record.average_beats, &record.other_signals}) {
    for (const SignalGroup& group : *groups) {
      if (auto checked = check_channels(group.channels, group.sampling_rate_hz); !checked)
        return fail(checked.error().code, quoted(group.label) + ": " + checked.error().message, checked.error().offset);
    }
  }
  return {};
}

}  // namespace leadwise::io
