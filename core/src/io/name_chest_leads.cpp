#include "name_chest_leads.hpp"

#include <bitset>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// Of "C1" or "ECG C1"; nullopt for any other label.
std::optional<Lead> chest_lead(std::string_view label) {
  std::string name(trim(label));
  if (name.size() < 2 || to_lower(name)[name.size() - 2] != 'c')
    return std::nullopt;
  name[name.size() - 2] = 'V';
  const auto lead = parse_lead(name);
  return lead && !is_limb_lead(*lead) ? lead : std::nullopt;
}

/// All six, beside at least two limb leads, which give all limb leads.
bool are_limb_and_chest_leads(const std::vector<Channel>& channels) {
  constexpr std::size_t kChestLeads = 6, kFewestLimbLeads = 2;
  std::bitset<kLeadCount> limb, chest;
  for (const Channel& channel : channels) {
    const auto lead = channel.lead ? channel.lead : chest_lead(channel.label);
    if (!lead || is_limb_lead(*lead) != channel.lead.has_value())
      return false;
    (channel.lead ? limb : chest).set(lead_index(*lead));
  }
  return chest.count() == kChestLeads && limb.count() >= kFewestLimbLeads;
}

bool name_in(std::vector<Channel>& channels) {
  if (!are_limb_and_chest_leads(channels))
    return false;
  for (Channel& channel : channels) {
    if (!channel.lead)
      channel.lead = chest_lead(channel.label);
  }
  return true;
}

}  // namespace

void name_chest_leads(EcgRecord& record) {
  for (SignalGroup& beat : record.average_beats)
    name_in(beat.channels);
  if (name_in(record.channels))
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "the channels C1 to C6 were taken for V1 to V6, whose electrodes IEC calls so"});
}

}  // namespace leadwise::io
