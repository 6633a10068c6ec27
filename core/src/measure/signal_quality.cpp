#include "signal_quality.hpp"

namespace leadwise {

SignalQuality assess_quality(const EcgRecord& record, const LeadSamples& leads, std::span<const double> qrs_s) {
  SignalQuality quality;
  for (const Lead lead : leads.leads) {
    if (record.find(lead) != nullptr)
      quality.leads.push_back({lead, std::nullopt});
  }
  quality.usability = quality.leads.empty() || qrs_s.empty() ? Usability::unusable : Usability::usable;
  return quality;
}

}  // namespace leadwise
