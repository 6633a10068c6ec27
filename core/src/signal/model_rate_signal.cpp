#include "model_rate_signal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lead_checks.hpp"
#include "sampling_rate_change.hpp"

namespace leadwise {
namespace {

std::vector<double> without_gaps(std::vector<double> samples_mv) {
  for (double& mv : samples_mv) {
    if (!(std::abs(mv) <= kLargestSampleMv))
      mv = std::numeric_limits<double>::quiet_NaN();
  }
  fill_missing_samples(samples_mv);
  if (!samples_mv.empty() && std::isnan(samples_mv.front()))
    std::fill(samples_mv.begin(), samples_mv.end(), 0.0);
  return samples_mv;
}

}  // namespace

LeadSamples convert_to_model_rate(const std::vector<RecordedLead>& leads, double sampling_rate_hz) {
  LeadSamples signal;
  if (leads.empty())
    return signal;
  const SamplingRateChange rate_change(leads.front().samples_mv.size(), sampling_rate_hz, kModelRateHz);
  signal.sample_count = rate_change.result_count();
  signal.values.reserve(signal.sample_count * leads.size());
  for (const RecordedLead& lead : leads) {
    const std::vector<double> row = rate_change.apply(without_gaps(lead.samples_mv));
    signal.leads.push_back(lead.lead);
    signal.values.insert(signal.values.end(), row.begin(), row.end());
  }
  return signal;
}

LeadSamples cut_window(const LeadSamples& signal, std::size_t window) {
  LeadSamples cut{signal.leads, kWindowSamples, std::vector<double>(signal.leads.size() * kWindowSamples)};
  const std::size_t first = window * kWindowSamples;
  const std::size_t count = std::min(kWindowSamples, signal.sample_count - first);
  for (std::size_t lead = 0; lead < signal.leads.size(); ++lead) {
    const auto samples = signal.row(lead).subspan(first, count);
    std::copy(samples.begin(), samples.end(), cut.row(lead).begin());
  }
  return cut;
}

}  // namespace leadwise
