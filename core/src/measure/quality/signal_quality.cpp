#include "quality/signal_quality.hpp"

#include <algorithm>
#include <string>

#include "quality/between_beats.hpp"
#include "quality/derived_leads.hpp"
#include "quality/doubtful_leads.hpp"
#include "quality/figure_text.hpp"
#include "quality/lead_figures.hpp"
#include "quality/lost_electrode.hpp"
#include "quality/quality_limits.hpp"
#include "quality/unusual_scale.hpp"

namespace leadwise {
namespace {

struct JudgedLead {
  LeadQuality quality;
  LeadFigures figures;
};

std::vector<JudgedLead> judge_leads(const EcgRecord& record, const LeadSamples& leads, std::span<const double> qrs_s) {
  const std::vector<SampleStretch> stretches = stretches_between_beats(qrs_s, leads.sample_count);
  std::vector<JudgedLead> judged;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    const Lead lead = leads.leads[i];
    const Channel* channel = record.find(lead);
    if (channel == nullptr)
      continue;
    judged.push_back({{lead, recorded_lead_error(lead, channel->samples_mv, record.sampling_rate_hz)}, {}});
    if (judged.back().quality.reason)
      continue;
    judged.back().figures =
        measure_lead_figures(channel->samples_mv, record.sampling_rate_hz, leads.row(i), qrs_s, stretches);
    const LeadFigures& figures = judged.back().figures;
    const auto beyond = unusable_error(lead, figures);
    judged.back().quality.reason = beyond ? beyond : lost_electrode_error(lead, figures, leads.row(i), qrs_s);
  }
  return judged;
}

std::size_t count_usable(const std::vector<JudgedLead>& judged) {
  return static_cast<std::size_t>(
      std::count_if(judged.begin(), judged.end(), [](const JudgedLead& lead) { return !lead.quality.reason; }));
}

bool too_small(const std::vector<JudgedLead>& judged) {
  return std::all_of(judged.begin(), judged.end(), [](const JudgedLead& lead) {
    return lead.quality.reason || lead.figures.qrs_size_mv < kSmallestQrsMv;
  });
}

// Why nothing can be measured, or only beats and rate.
std::optional<Error> unusable_record(const std::vector<JudgedLead>& judged, std::size_t beat_count) {
  if (judged.empty())
    return Error{ErrorCode::MissingLead, "no channel bears a standard lead's name: only beats and rate can be told"};
  if (count_usable(judged) == 0) {
    const Error& first = *judged.front().quality.reason;
    return Error{first.code, "no lead is usable: " + first.message};
  }
  if (beat_count == 0)
    return Error{ErrorCode::NoBeats, "no heartbeat was found"};
  if (beat_count < kFewestBeats)
    return Error{ErrorCode::TooFewBeats, "only " + std::to_string(beat_count) +
                                             (beat_count == 1 ? " beat was" : " beats were") + " found, and at least " +
                                             std::to_string(kFewestBeats) + " are needed"};
  if (too_small(judged))
    return Error{ErrorCode::ImplausibleScale, "no lead's QRS complexes reach 0.05 mV: the unit may be wrong"};
  return std::nullopt;
}

std::vector<Error> warnings_of(const EcgRecord& record, std::span<const FiguresOfLead> usable,
                               std::span<const double> spikes_s) {
  std::vector<Error> warnings;
  if (auto scale = find_unusual_scale(usable))
    warnings.push_back(*std::move(scale));
  if (auto derived = find_derived_leads(record))
    warnings.push_back(*std::move(derived));
  if (auto repeated = find_repeated_lead(record, usable))
    warnings.push_back(*std::move(repeated));
  for (Error& doubt : doubts_about(usable))
    warnings.push_back(std::move(doubt));
  if (auto contradiction = limb_lead_contradiction(record))
    warnings.push_back(*std::move(contradiction));
  if (!spikes_s.empty())
    warnings.push_back({ErrorCode::PacingSpikes, std::to_string(spikes_s.size()) +
                                                     " spikes like those of a pacemaker, the first at " +
                                                     figure_text(spikes_s.front(), "s")});
  return warnings;
}

Usability usability_of(const SignalQuality& quality) {
  if (quality.reason)
    return Usability::unusable;
  const bool all = std::none_of(quality.leads.begin(), quality.leads.end(),
                                [](const LeadQuality& lead) { return lead.reason.has_value(); });
  return all ? Usability::usable : Usability::usable_with_leads;
}

}  // namespace

SignalQuality assess_quality(const EcgRecord& record, const LeadSamples& leads, std::span<const double> qrs_s,
                             std::span<const double> spikes_s) {
  const std::vector<JudgedLead> judged = judge_leads(record, leads, qrs_s);
  SignalQuality quality;
  std::vector<FiguresOfLead> usable;
  for (const JudgedLead& lead : judged) {
    quality.leads.push_back(lead.quality);
    if (!lead.quality.reason)
      usable.push_back({lead.quality.lead, lead.figures});
  }
  quality.reason = unusable_record(judged, qrs_s.size());
  quality.usability = usability_of(quality);
  quality.warnings = warnings_of(record, usable, spikes_s);
  return quality;
}

}  // namespace leadwise
