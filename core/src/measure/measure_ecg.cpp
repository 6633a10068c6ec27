#include <algorithm>

#include "beat_classes.hpp"
#include "criteria.hpp"
#include "delineate_beats.hpp"
#include "delineate_representative.hpp"
#include "electrode_reversal.hpp"
#include "lead_amplitudes.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"
#include "measured_values.hpp"
#include "pacing_spikes.hpp"
#include "representative_beat.hpp"
#include "rr_rhythm.hpp"
#include "signal_quality.hpp"

namespace leadwise {
namespace {

bool is_unusable(const SignalQuality& quality, Lead lead) {
  return std::any_of(quality.leads.begin(), quality.leads.end(),
                     [lead](const LeadQuality& judged) { return judged.lead == lead && judged.reason.has_value(); });
}

LeadSamples usable_leads(const LeadSamples& leads, const SignalQuality& quality) {
  LeadSamples usable;
  usable.sample_count = leads.sample_count;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    if (is_unusable(quality, leads.leads[i]))
      continue;
    usable.leads.push_back(leads.leads[i]);
    usable.values.insert(usable.values.end(), leads.row(i).begin(), leads.row(i).end());
  }
  return usable;
}

}  // namespace

const MeasuredValue* EcgMeasurement::find(std::string_view name) const {
  const auto found =
      std::find_if(values.begin(), values.end(), [name](const MeasuredValue& value) { return value.name == name; });
  return found == values.end() ? nullptr : &*found;
}

Result<EcgMeasurement> measure_ecg(const EcgRecord& record, const BedsideValues& bedside) {
  if (auto error = find_invalid_bedside_value(bedside))
    return tl::unexpected<Error>(*std::move(error));
  const Result<LeadSamples> all_leads = leads_at_model_rate(record);
  if (!all_leads)
    return tl::unexpected<Error>(all_leads.error());
  const std::vector<double> qrs_s = detect_qrs(record);
  EcgMeasurement measured;
  measured.quality = assess_quality(record, *all_leads, qrs_s);
  const LeadSamples leads = usable_leads(*all_leads, measured.quality);
  const bool has_leads = !all_leads->leads.empty();
  measured.beats = classify_beats(has_leads ? independent_leads(leads) : unnamed_leads(record), qrs_s,
                                  {record.paced, find_pacing_spikes(record)});
  measured.regularity = judge_regularity(measured.beats);
  measured.representative = average_beats(leads, measured.beats);
  delineate_representative(measured.representative, measured.beats, measured.regularity);
  measured.delineation = delineate_beats(leads, measured.beats, measured.representative);
  measured.amplitudes = measure_amplitudes(measured.representative);
  for (Error& suspicion : suspected_reversals(measured.representative))
    measured.quality.warnings.push_back(std::move(suspicion));
  measured.values = measured_values(measured);
  measured.criteria = judge_criteria(measured, bedside);
  return measured;
}

}  // namespace leadwise
