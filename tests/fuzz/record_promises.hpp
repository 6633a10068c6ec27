#pragma once

#include <cstdlib>

#include "leadwise/reader.hpp"

namespace leadwise::fuzz {

inline void require(bool kept) {
  if (!kept)
    std::abort();
}

// A refusal names its cause and its place in the file.
inline void check_refusal(const Error& error) {
  require(error_name(error.code) != "UnknownError");
  require(!error.message.empty());
  require(error.offset.has_value());
}

inline bool is_finite(double value) { return value - value == 0.0; }

inline void check_channels(const std::vector<Channel>& channels, double sampling_rate_hz) {
  require(!channels.empty() && !channels.front().samples_mv.empty());
  require(sampling_rate_hz > 0.0 && is_finite(sampling_rate_hz));
  for (const Channel& channel : channels) {
    require(channel.samples_mv.size() == channels.front().samples_mv.size());
    require(is_finite(channel.resolution_mv) && channel.resolution_mv >= 0.0 && is_finite(channel.baseline_adu));
    for (const double sample : channel.samples_mv)
      require(sample != sample || is_finite(sample));
  }
}

// What reader.hpp promises of a record that was read.
inline void check_record(const EcgRecord& record) {
  check_channels(record.channels, record.sampling_rate_hz);
  for (const Channel& channel : record.channels)
    require(!channel.lead || record.find(*channel.lead) == &channel);
  for (const SignalGroup& group : record.average_beats)
    check_channels(group.channels, group.sampling_rate_hz);
  for (const SignalGroup& group : record.other_signals)
    check_channels(group.channels, group.sampling_rate_hz);
  for (const Annotation& annotation : record.annotations)
    require(is_finite(annotation.time_s) && is_finite(annotation.duration_s.value_or(0.0)));
  for (const StoredMeasurement& measurement : record.measurements)
    require(is_finite(measurement.value));
  require(is_finite(record.patient.age_years.value_or(0.0)));
}

}  // namespace leadwise::fuzz
