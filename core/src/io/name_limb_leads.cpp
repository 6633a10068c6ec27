#include "name_limb_leads.hpp"

#include <algorithm>
#include <array>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<Lead, 3> kBipolarLeads = {Lead::I, Lead::II, Lead::III};
constexpr std::array<std::string_view, 4> kNames = {"d1", "d2", "d3", "d4"};
constexpr std::ptrdiff_t kFewestOthers = 3;

// Which of kNames a channel bears; their number where it is none.
std::size_t place_of(const Channel& channel) {
  const std::string name = to_lower(trim(channel.label));
  return static_cast<std::size_t>(std::find(kNames.begin(), kNames.end(), name) - kNames.begin());
}

bool holds(const std::vector<Channel>& channels, std::size_t place) {
  return std::any_of(channels.begin(), channels.end(),
                     [&](const Channel& channel) { return place_of(channel) == place; });
}

bool is_bipolar(const Channel& channel) {
  return channel.lead && std::find(kBipolarLeads.begin(), kBipolarLeads.end(), *channel.lead) != kBipolarLeads.end();
}

bool name_d_leads_in(std::vector<Channel>& channels) {
  const auto others =
      std::count_if(channels.begin(), channels.end(), [](const Channel& channel) { return channel.lead.has_value(); });
  if (others < kFewestOthers || std::any_of(channels.begin(), channels.end(), is_bipolar) || !holds(channels, 0) ||
      !holds(channels, 1) || holds(channels, kBipolarLeads.size()))
    return false;
  for (Channel& channel : channels) {
    if (const std::size_t place = place_of(channel); place < kBipolarLeads.size())
      channel.lead = kBipolarLeads[place];
  }
  return true;
}

}  // namespace

void name_limb_leads(EcgRecord& record) {
  for (SignalGroup& beat : record.average_beats)
    name_d_leads_in(beat.channels);
  if (name_d_leads_in(record.channels))
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "the channels D1, D2 and D3 were taken for I, II and III, which some call so"});
}

}  // namespace leadwise::io
