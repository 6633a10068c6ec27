#include <algorithm>
#include <map>
#include <string>

#include "text/number_text.hpp"
#include "wfdb/wfdb_trace.hpp"

namespace leadwise::io {
namespace {

// The rate of most standard leads, of two equally common ones the higher; without such leads the highest, since what
// is recorded beside an ECG is slower.
std::uint64_t samples_per_frame_of_ecg(const std::vector<WfdbTrace>& traces) {
  std::map<std::uint64_t, std::size_t> standard_leads;
  std::uint64_t highest = 0;
  for (const WfdbTrace& trace : traces) {
    highest = std::max(highest, trace.samples_per_frame);
    if (trace.channel.lead)
      ++standard_leads[trace.samples_per_frame];
  }
  const auto fewer = [](const auto& a, const auto& b) { return a.second <= b.second; };
  const auto most = std::max_element(standard_leads.begin(), standard_leads.end(), fewer);
  return most == standard_leads.end() ? highest : most->first;
}

SignalGroup& group_at(double rate_hz, EcgRecord& record) {
  for (SignalGroup& group : record.other_signals) {
    if (group.sampling_rate_hz == rate_hz)
      return group;
  }
  record.other_signals.push_back({"signals at " + number_text(rate_hz) + " Hz", rate_hz, {}});
  return record.other_signals.back();
}

}  // namespace

void place_wfdb_traces(std::vector<WfdbTrace> traces, double frame_rate_hz, EcgRecord& record) {
  const std::uint64_t of_ecg = samples_per_frame_of_ecg(traces);
  record.sampling_rate_hz = frame_rate_hz * static_cast<double>(std::max<std::uint64_t>(of_ecg, 1));
  for (WfdbTrace& trace : traces) {
    const double rate_hz = frame_rate_hz * static_cast<double>(trace.samples_per_frame);
    auto& channels = trace.samples_per_frame == of_ecg ? record.channels : group_at(rate_hz, record).channels;
    channels.push_back(std::move(trace.channel));
  }
}

}  // namespace leadwise::io
