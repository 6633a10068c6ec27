#include "beats/ecg_channels.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

// Of the record: for so long a limb lead may be there without I and II and still say nothing new.
constexpr double kFollowingShare = 0.05;

bool is_there(const Channel& channel, std::size_t i) { return !std::isnan(channel.samples_mv[i]); }

/// Whether a limb lead was recorded where I and II were not, as on pages that show leads one after the other.
bool tells_more(const Channel& channel, const Channel& i, const Channel& ii) {
  std::size_t more = 0;
  for (std::size_t k = 0; k < channel.samples_mv.size(); ++k)
    more += is_there(channel, k) && !(is_there(i, k) && is_there(ii, k)) ? 1U : 0U;
  return static_cast<double>(more) > kFollowingShare * static_cast<double>(channel.samples_mv.size());
}

void leave_out_what_follows(std::vector<const Channel*>& standard, const Channel& i, const Channel& ii) {
  std::erase_if(standard, [&](const Channel* channel) {
    const bool other = is_limb_lead(*channel->lead) && channel->lead != Lead::I && channel->lead != Lead::II;
    return other && !tells_more(*channel, i, ii);
  });
}

}  // namespace

std::vector<const Channel*> ecg_channels(const EcgRecord& record) {
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
  const Channel *i = record.find(Lead::I), *ii = record.find(Lead::II);
  if (i != nullptr && ii != nullptr && i->samples_mv.size() == count && ii->samples_mv.size() == count)
    leave_out_what_follows(standard, *i, *ii);
  return standard.empty() ? any : standard;
}

}  // namespace leadwise
