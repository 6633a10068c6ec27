#include "leadwise/ecg_record.hpp"

namespace leadwise {

const Channel* EcgRecord::find(Lead lead) const {
  for (const Channel& channel : channels) {
    if (channel.lead == lead)
      return &channel;
  }
  return nullptr;
}

}  // namespace leadwise
