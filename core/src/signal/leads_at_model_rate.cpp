#include "leadwise/signal.hpp"
#include "model_rate_signal.hpp"
#include "sampling_rate_change.hpp"

namespace leadwise {

Result<LeadSamples> leads_at_model_rate(const EcgRecord& record) {
  if (auto error = sampling_rate_error(record.sampling_rate_hz))
    return tl::unexpected<Error>(*std::move(error));
  std::vector<RecordedLead> leads;
  for (const Lead lead : kTwelveLeads) {
    auto samples_mv = derive_lead(record, lead);
    if (samples_mv && samples_mv->size() == record.sample_count())
      leads.push_back({lead, std::move(*samples_mv)});
  }
  return convert_to_model_rate(leads, record.sampling_rate_hz);
}

}  // namespace leadwise
