#include "bytes/digital_channel.hpp"

namespace leadwise::io {

Channel digital_channel(std::string label, std::span<const std::int32_t> samples_adu, double resolution_mv,
                        double baseline_adu) {
  Channel channel;
  channel.lead = parse_lead(label);
  channel.label = std::move(label);
  channel.resolution_mv = resolution_mv;
  channel.baseline_adu = baseline_adu;
  channel.samples_mv.reserve(samples_adu.size());
  for (const std::int32_t adu : samples_adu)
    channel.samples_mv.push_back((static_cast<double>(adu) - baseline_adu) * resolution_mv);
  return channel;
}

std::vector<std::int32_t> unpack_16(std::span<const std::uint8_t> bytes, ByteOrder order) {
  constexpr std::size_t kBytes = 2;
  std::vector<std::int32_t> samples;
  samples.reserve(bytes.size() / kBytes);
  for (std::size_t at = 0; at + kBytes <= bytes.size(); at += kBytes)
    samples.push_back(static_cast<std::int32_t>(load_signed(bytes.data() + at, kBytes, order)));
  return samples;
}

}  // namespace leadwise::io
