#include "leadwise/ecg_record.hpp"

namespace leadwise {

std::string channel_name(const Channel& channel) {
  return channel.lead ? std::string(lead_name(*channel.lead)) : channel.label;
}

std::string_view sex_name(Sex sex) {
  switch (sex) {
    case Sex::female:
      return "female";
    case Sex::male:
      return "male";
    case Sex::other:
      break;
  }
  return "other";
}

const Channel* EcgRecord::find(Lead lead) const {
  for (const Channel& channel : channels) {
    if (channel.lead == lead)
      return &channel;
  }
  return nullptr;
}

}  // namespace leadwise
