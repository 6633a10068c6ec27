#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lead_checks.hpp"
#include "leadwise/signal.hpp"
#include "model_rate_signal.hpp"
#include "number_text.hpp"
#include "sampling_rate_change.hpp"
#include "window_choice.hpp"
#include "window_filter.hpp"
#include "window_plan.hpp"

namespace leadwise {
namespace {

std::optional<Error> request_error(const EcgRecord& record, std::span<const Lead> leads) {
  for (const Channel& channel : record.channels) {
    if (channel.samples_mv.size() == record.sample_count())
      continue;
    return Error{ErrorCode::InvalidArgument, "channel \"" + channel.label + "\" has another length than the first"};
  }
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (std::find(leads.begin(), leads.begin() + static_cast<std::ptrdiff_t>(i), leads[i]) ==
        leads.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    return Error{ErrorCode::InvalidArgument, std::string("lead ").append(lead_name(leads[i])) + " is asked for twice"};
  }
  return sampling_rate_error(record.sampling_rate_hz);
}

std::vector<RecordedLead> collect_leads(const EcgRecord& record, std::span<const Lead> leads) {
  std::vector<RecordedLead> collected;
  for (Lead lead : leads) {
    if (auto samples = derive_lead(record, lead))
      collected.push_back({lead, std::move(*samples)});
  }
  return collected;
}

WindowVerdicts judge_recorded(const std::vector<RecordedLead>& leads, double sampling_rate_hz, std::size_t windows) {
  WindowVerdicts verdicts(leads.size());
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    const std::span<const double> samples(leads[lead].samples_mv);
    for (std::size_t window = 0; window < windows; ++window) {
      const SampleRange range = source_range(window, samples.size(), sampling_rate_hz);
      verdicts[lead].push_back(recorded_window_error(
          leads[lead].lead, samples.subspan(range.first, range.last - range.first), sampling_rate_hz));
    }
  }
  return verdicts;
}

/// Filters every window, and judges the leads that nothing was said against before filtering.
std::vector<FilteredWindow> filter_windows(const LeadSamples& signal, WindowVerdicts& verdicts, std::size_t windows) {
  std::vector<FilteredWindow> filtered;
  for (std::size_t window = 0; window < windows; ++window) {
    filtered.push_back(filter_window(cut_window(signal, window)));
    for (std::size_t lead = 0; lead < verdicts.size(); ++lead) {
      auto& verdict = verdicts[lead][window];
      if (!verdict)
        verdict = filtered_window_error(signal.leads[lead], filtered.back().standardised.row(lead), filtered.back().sd_mv[lead]);
    }
  }
  return filtered;
}

// Takes the window with it: of a recording of hours all of them once are a gigabyte.
ModelInput select_leads(FilteredWindow filtered, const std::vector<std::size_t>& leads) {
  ModelInput input{{{}, kWindowSamples, {}}, {}};
  for (std::size_t lead : leads) {
    const auto row = filtered.standardised.row(lead);
    input.standardised.leads.push_back(filtered.standardised.leads[lead]);
    input.standardised.values.insert(input.standardised.values.end(), row.begin(), row.end());
    input.log_sd_mv.push_back(std::log(filtered.sd_mv[lead]));
  }
  return input;
}

/// One entry a requested lead. `present` and `reasons` go side by side and keep the request's order.
std::vector<LeadQuality> describe_quality(std::span<const Lead> leads, const std::vector<RecordedLead>& present,
                                          const std::vector<std::optional<Error>>& reasons) {
  std::vector<LeadQuality> quality;
  std::size_t next = 0;
  for (Lead lead : leads) {
    if (next < present.size() && present[next].lead == lead) {
      quality.push_back({lead, reasons[next++]});
      continue;
    }
    const std::string message = std::string("lead ").append(lead_name(lead)).append(" is not in the record");
    quality.push_back({lead, Error{ErrorCode::UnsupportedLeadSet, message}});
  }
  return quality;
}

}  // namespace

Result<PreparedRecord> prepare_record(const EcgRecord& record, std::span<const Lead> leads) {
  if (auto error = request_error(record, leads))
    return tl::unexpected(*error);
  const std::vector<RecordedLead> present = collect_leads(record, leads);
  if (present.empty())
    return fail(ErrorCode::UnsupportedLeadSet, "the record holds none of the leads asked for");
  const auto plan = plan_windows(record.sample_count(), record.sampling_rate_hz);
  if (!plan)
    return tl::unexpected(plan.error());

  WindowVerdicts verdicts = judge_recorded(present, record.sampling_rate_hz, plan->window_count);
  std::vector<FilteredWindow> filtered =
      filter_windows(convert_to_model_rate(present, record.sampling_rate_hz), verdicts, plan->window_count);
  const WindowChoice choice = choose_windows(verdicts);

  PreparedRecord prepared;
  for (std::size_t window : choice.windows) {
    prepared.windows.push_back(select_leads(std::move(filtered[window]), choice.leads));
    prepared.window_starts_s.push_back(static_cast<double>(window * kWindowSamples) / kModelRateHz);
  }
  prepared.quality = describe_quality(leads, present, choice.reasons);
  prepared.unused_s = plan->unused_s;
  prepared.skipped_windows = plan->window_count - choice.windows.size();
  return prepared;
}

}  // namespace leadwise
