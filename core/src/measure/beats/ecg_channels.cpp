#include "beats/ecg_channels.hpp"

namespace leadwise {

bool follows_from_i_and_ii(const Channel& channel) {
  return channel.lead && is_limb_lead(*channel.lead) && channel.lead != Lead::I && channel.lead != Lead::II;
}

std::vector<const Channel*> full_channels(const EcgRecord& record) {
  const std::size_t count = record.sample_count();
  std::vector<const Channel*> standard;
  std::vector<const Channel*> any;
  for (const Channel& channel : record.channels) {
    if (channel.samples_mv.size() == count) {
      any.push_back(&channel);
      if (channel.lead) {
        standard.push_back(&channel);
      }
    }
  }
  return standard.empty() ? any : standard;
}

std::vector<const Channel*> ecg_channels(const EcgRecord& record) {
  std::vector<const Channel*> channels = full_channels(record);
  if (record.find(Lead::I) != nullptr && record.find(Lead::II) != nullptr) {
    std::erase_if(channels, [](const Channel* channel) { return follows_from_i_and_ii(*channel); });
  }
  return channels;
}

}  // namespace leadwise
