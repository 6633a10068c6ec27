#include <algorithm>

#include "beats/beat_classes.hpp"
#include "beats/pacing_spikes.hpp"
#include "beats/recording_gaps.hpp"
#include "beats/representative_beat.hpp"
#include "beats/rr_rhythm.hpp"
#include "delineation/delineate_beats.hpp"
#include "delineation/delineate_representative.hpp"
#include "delineation/waves_of_rhythm.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"
#include "quality/electrode_reversal.hpp"
#include "quality/signal_quality.hpp"
#include "quality/usable_part.hpp"
#include "signs/conduction.hpp"
#include "signs/criteria.hpp"
#include "values/doubtful_p.hpp"
#include "values/lead_amplitudes.hpp"
#include "values/measured_values.hpp"

namespace leadwise {
namespace {

bool all_are_usable(const SignalQuality& quality) {
  return std::none_of(quality.leads.begin(), quality.leads.end(),
                      [](const LeadQuality& judged) { return judged.reason.has_value(); });
}

}  // namespace

const MeasuredValue* EcgMeasurement::find(std::string_view name) const {
  const auto found =
      std::find_if(values.begin(), values.end(), [name](const MeasuredValue& value) { return value.name == name; });
  return found == values.end() ? nullptr : &*found;
}

Result<SignalQuality> judge_quality(const EcgRecord& record) {
  return leads_at_model_rate(record).map([&](const LeadSamples& leads) {
    return assess_quality(record, leads, detect_qrs(record), find_pacing_spikes(record));
  });
}

Result<EcgMeasurement> measure_ecg(const EcgRecord& record, const BedsideValues& bedside) {
  if (auto error = find_invalid_bedside_value(bedside))
    return tl::unexpected<Error>(*std::move(error));
  Result<LeadSamples> all_leads = leads_at_model_rate(record);
  if (!all_leads)
    return tl::unexpected<Error>(all_leads.error());
  const std::vector<double> qrs_s = detect_qrs(record);
  EcgMeasurement measured;
  const std::vector<double> spikes_s = find_pacing_spikes(record);
  measured.quality = assess_quality(record, *all_leads, qrs_s, spikes_s);
  const bool has_leads = !all_leads->leads.empty();
  const bool all_usable = all_are_usable(measured.quality);
  const EcgRecord part = all_usable ? EcgRecord{} : usable_part(record, measured.quality);
  const LeadSamples leads =
      all_usable ? *std::move(all_leads) : leads_at_model_rate(part).value_or(LeadSamples{});
  measured.beats =
      classify_beats(has_leads ? independent_leads(leads) : unnamed_leads(record), qrs_s, {record.paced, spikes_s});
  mark_recording_gaps(record, measured.beats);
  measured.regularity = judge_regularity(measured.beats);
  measured.representative = average_beats(leads, measured.beats, find_recording_gaps(all_usable ? record : part, leads.leads));
  measured.delineation = delineate_beats(leads, measured.beats);
  delineate_representative(measured.representative, measured.beats, measured.regularity,
                           find_waves_of_rhythm(measured.delineation, measured.beats, measured.representative.type));
  measured.amplitudes = measure_amplitudes(measured.representative);
  if (withdraw_doubtful_p(measured))
    measured.amplitudes = measure_amplitudes(measured.representative);
  for (Error& suspicion : suspected_reversals(measured.representative))
    measured.quality.warnings.push_back(std::move(suspicion));
  measured.values = measured_values(measured);
  if (auto broad = find_broad_complexes(measured))
    measured.quality.warnings.push_back(*std::move(broad));
  measured.criteria = judge_criteria(measured, bedside, record.patient.age_years);
  return measured;
}

}  // namespace leadwise
