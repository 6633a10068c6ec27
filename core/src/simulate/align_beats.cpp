#include "align_beats.hpp"

#include "leadwise/beats.hpp"
#include "leadwise/lead_field.hpp"

namespace leadwise {

std::vector<double> align_beats(const EcgRecord& record, std::span<const double> beats_s) {
  std::vector<LeadBeats> leads;
  for (const Lead name : kIndependentLeads) {
    if (const Channel* channel = record.find(name)) {
      leads.push_back({channel->samples_mv, record.sampling_rate_hz});
    }
  }
  return align_beats(leads, beats_s);
}

}  // namespace leadwise
