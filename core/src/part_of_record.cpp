#include "part_of_record.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {

EcgRecord part_of_record(const EcgRecord& record, double start_s, double duration_s) {
  EcgRecord part;
  part.sampling_rate_hz = record.sampling_rate_hz;
  part.paced = record.paced;
  const auto first = static_cast<std::size_t>(std::lround(start_s * record.sampling_rate_hz));
  const auto count = static_cast<std::size_t>(std::lround(duration_s * record.sampling_rate_hz));
  for (const Channel& channel : record.channels) {
    Channel cut = {channel.label, channel.lead, channel.resolution_mv, channel.baseline_adu, {}};
    const std::size_t begin = std::min(first, channel.samples_mv.size());
    const std::size_t end = std::min(first + count, channel.samples_mv.size());
    cut.samples_mv.assign(channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(begin),
                          channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(end));
    part.channels.push_back(std::move(cut));
  }
  return part;
}

}  // namespace leadwise
