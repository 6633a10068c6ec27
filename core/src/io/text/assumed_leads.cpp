#include "text/assumed_leads.hpp"

namespace leadwise::io {

std::vector<LeadLabel> assume_leads(std::size_t count, std::string_view what, EcgRecord& record) {
  const bool twelve = count == kLeadCount;
  std::vector<LeadLabel> labels(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (twelve)
      labels[i].lead = kTwelveLeads[i];
    labels[i].label = twelve ? std::string(lead_name(kTwelveLeads[i])) : std::to_string(i + 1);
  }
  record.notes.push_back({ErrorCode::InvalidHeader,
                          "the " + std::string(what) +
                              (twelve ? " have no lead names; the order I, II, III, aVR, aVL, aVF, V1-V6 was assumed"
                                      : " have no lead names; they are numbered and none is taken as a lead")});
  return labels;
}

}  // namespace leadwise::io
