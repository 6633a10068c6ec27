#include "quality/usable_part.hpp"

#include <algorithm>

#include "beats/ecg_channels.hpp"

namespace leadwise {
namespace {

bool is_unusable(const SignalQuality& quality, Lead lead) {
  return std::any_of(quality.leads.begin(), quality.leads.end(),
                     [lead](const LeadQuality& judged) { return judged.lead == lead && judged.reason.has_value(); });
}

bool holds_usable(const EcgRecord& record, const SignalQuality& quality, Lead lead) {
  return record.find(lead) != nullptr && !is_unusable(quality, lead);
}

// Devices record I and II and compute the other limb leads from them. Where I is flat because an electrode is off, II - III
// is as flat, and aVF is II: an axis of 90 degrees, whatever the heart's.
bool has_spoilt_limb_leads(const EcgRecord& record, const SignalQuality& quality) {
  if (holds_usable(record, quality, Lead::I) && holds_usable(record, quality, Lead::II))
    return false;
  return std::any_of(quality.leads.begin(), quality.leads.end(), [&record](const LeadQuality& judged) {
    return judged.reason && follows_from_other_limb_leads(record, judged.lead);
  });
}

}  // namespace

EcgRecord usable_part(const EcgRecord& record, const SignalQuality& quality) {
  const bool spoilt = has_spoilt_limb_leads(record, quality);
  EcgRecord usable;
  usable.sampling_rate_hz = record.sampling_rate_hz;
  for (const Channel& channel : record.channels) {
    if (channel.lead && !is_unusable(quality, *channel.lead) && !(spoilt && follows_from_i_and_ii(channel)))
      usable.channels.push_back(channel);
  }
  return usable;
}

}  // namespace leadwise
