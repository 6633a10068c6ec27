#include "scp/scp_reference_beat.hpp"

#include <algorithm>
#include <string>

#include "bytes/unit_factors.hpp"
#include "scp/scp_signal.hpp"

namespace leadwise::io {
namespace {

// The length is stated in ms; a beat that is not coded also tells it by its bytes.
Result<std::uint64_t> sample_count(const ScpSignal& signal, const ScpBeats& beats, bool coded, std::uint64_t offset) {
  const std::uint64_t interval_us = signal.sample_interval_us;
  const std::uint64_t stated = (std::uint64_t{beats.reference_length_ms} * 1000 + interval_us / 2) / interval_us;
  if (stated > 0)
    return stated;
  std::size_t shortest = signal.lead_data.empty() ? 0 : signal.lead_data.front().size();
  for (const auto& data : signal.lead_data)
    shortest = std::min(shortest, data.size());
  if (coded || shortest < 2)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG section 5: the length of the reference beat is stated nowhere",
                offset);
  return shortest / 2;
}

}  // namespace

Result<ScpReferenceBeat> read_scp_reference_beat(const ScpSection& section, const ScpBeats& beats,
                                                 const ScpLeads& leads, const ScpHuffmanTables& tables) {
  const auto signal = read_scp_signal(section, leads.leads.size());
  if (!signal)
    return tl::unexpected(signal.error());
  const auto count = sample_count(*signal, beats, !tables.empty(), section.offset);
  if (!count)
    return tl::unexpected(count.error());
  ScpReferenceBeat reference{signal->amplitude_nv, signal->sample_interval_us, {}};
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    auto decoded = decode_scp_lead(*signal, i, *count, tables);
    if (!decoded)
      return tl::unexpected(decoded.error());
    reference.leads.push_back(std::move(decoded->values));
  }
  return reference;
}

Result<void> add_scp_reference_beat(const ScpReferenceBeat& reference, const ScpBeats& beats, const ScpLead& lead,
                                    std::size_t lead_number, std::uint32_t unit_nv, std::vector<double>& samples_adu) {
  const std::vector<std::int16_t>& beat_samples = reference.leads[lead_number];
  const double scale = reference.amplitude_nv / unit_nv;
  for (const ScpBeat& beat : subtracted_scp_beats(beats)) {
    // Where the reference beat's own first sample would lie; both count from 1.
    const std::int64_t origin = std::int64_t{beat.fiducial} - beats.reference_fiducial + 1;
    const std::int64_t end = origin + static_cast<std::int64_t>(beat_samples.size());
    if (beat.subtraction.first < origin || std::int64_t{beat.subtraction.last} >= end)
      return fail(ErrorCode::InvalidHeader,
                  "SCP-ECG section 4: the beat at sample " + std::to_string(beat.fiducial) + " has the zone " +
                      std::to_string(beat.subtraction.first) + " to " + std::to_string(beat.subtraction.last) +
                      ", the reference beat reaches from " + std::to_string(origin) + " to " + std::to_string(end - 1),
                  beats.offset);
    const std::int64_t first = std::max(beat.subtraction.first, lead.first);
    const std::int64_t last = std::min(beat.subtraction.last, lead.last);
    for (std::int64_t sample = first; sample <= last; ++sample)
      samples_adu[static_cast<std::size_t>(sample - lead.first)] +=
          scale * beat_samples[static_cast<std::size_t>(sample - origin)];
  }
  return {};
}

SignalGroup scp_average_beat(const ScpReferenceBeat& reference, const ScpLeads& leads) {
  SignalGroup group;
  group.label = "reference beat";
  group.sampling_rate_hz = kMicrosecondsPerSecond / reference.sample_interval_us;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    Channel channel;
    channel.label = scp_lead_label(leads.leads[i].code);
    channel.lead = scp_standard_lead(leads.leads[i].code);
    channel.resolution_mv = reference.amplitude_nv / kNanovoltsPerMillivolt;
    for (const std::int16_t value : reference.leads[i])
      channel.samples_mv.push_back(value * channel.resolution_mv);
    group.channels.push_back(std::move(channel));
  }
  return group;
}

}  // namespace leadwise::io
