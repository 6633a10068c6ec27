#include <span>
#include <utility>

#include "leadwise/report_json.hpp"
#include "rounded_number.hpp"
#include "stored_counterpart.hpp"

namespace leadwise {

using namespace report;

namespace {

constexpr std::string_view kMeasurementUse =
    "Research use only: not for diagnosis. An absent sign does not exclude pulmonary hypertension.";

std::string key(Lead lead) { return std::string(lead_name(lead)); }

Json beats_json(const std::vector<Beat>& beats) {
  Json json = Json::array();
  for (const Beat& beat : beats)
    json.push_back({{"r_s", time_json(beat.r_s)}, {"type", beat_type_name(beat.type)}});
  return json;
}

Json global_marks_json(const WaveMarks& marks) {
  return {{"p_on_s", time_json(marks.p_on_s)},     {"p_off_s", time_json(marks.p_off_s)},
          {"qrs_on_s", time_json(marks.qrs_on_s)}, {"qrs_off_s", time_json(marks.qrs_off_s)},
          {"t_on_s", time_json(marks.t_on_s)},     {"t_off_s", time_json(marks.t_off_s)}};
}

Json lead_marks_json(const WaveMarks& marks) {
  return {{"p_on_s", time_json(marks.p_on_s)},     {"p_peak_s", time_json(marks.p_peak_s)},
          {"p_off_s", time_json(marks.p_off_s)},   {"qrs_on_s", time_json(marks.qrs_on_s)},
          {"r_peak_s", time_json(marks.r_peak_s)}, {"qrs_off_s", time_json(marks.qrs_off_s)},
          {"t_on_s", time_json(marks.t_on_s)},     {"t_peak_s", time_json(marks.t_peak_s)},
          {"t_off_s", time_json(marks.t_off_s)}};
}

Json delineation_json(const Delineation& delineation) {
  Json global = Json::array();
  for (const WaveMarks& marks : delineation.global)
    global.push_back(global_marks_json(marks));
  Json leads = Json::object();
  for (const LeadDelineation& lead : delineation.leads) {
    Json& beats = leads[key(lead.lead)] = Json::array();
    for (const WaveMarks& marks : lead.beats)
      beats.push_back(lead_marks_json(marks));
  }
  return {{"global", std::move(global)}, {"leads", std::move(leads)}};
}

Json values_json(const std::vector<MeasuredValue>& values) {
  Json json = Json::object();
  for (const MeasuredValue& measured : values)
    json[std::string(measured.name)] = value_json(measured.name, measured.value);
  return json;
}

Json details_json(const std::vector<MeasuredValue>& values, const EcgRecord& record) {
  Json json = Json::object();
  for (const MeasuredValue& measured : values) {
    const StoredMeasurement* stored = stored_counterpart(record, measured.name);
    json[std::string(measured.name)] = {{"standard_error", value_json(measured.name, measured.standard_error)},
                                        {"reason", reason_or_null(measured.reason)},
                                        {"stored", stored ? stored_measurement_json(*stored) : Json(nullptr)}};
  }
  return json;
}

Json lead_amplitudes_json(const LeadAmplitudes& lead) {
  Json json = Json::object();
  const auto add = [&json](const char* name, const std::optional<double>& value) {
    json[name] = value_json(name, value);
  };
  add("p_mv", lead.p_mv);
  add("q_mv", lead.q_mv);
  add("r_mv", lead.r_mv);
  add("s_mv", lead.s_mv);
  add("r_prime_mv", lead.r_prime_mv);
  add("s_prime_mv", lead.s_prime_mv);
  add("j_mv", lead.j_mv);
  add("st60_mv", lead.st60_mv);
  add("st80_mv", lead.st80_mv);
  add("t_mv", lead.t_mv);
  add("r_to_s", lead.r_to_s);
  add("r_peak_time_ms", lead.r_peak_time_ms);
  return json;
}

Json amplitudes_json(const std::vector<LeadAmplitudes>& amplitudes) {
  Json json = Json::object();
  for (const LeadAmplitudes& lead : amplitudes)
    json[key(lead.lead)] = lead_amplitudes_json(lead);
  return json;
}

Json samples_json(std::span<const double> samples_mv) {
  Json json = Json::array();
  for (const double sample_mv : samples_mv)
    json.push_back(value_json("_mv", sample_mv));
  return json;
}

Json beat_samples_json(const LeadSamples& leads) {
  Json json = Json::object();
  for (std::size_t i = 0; i < leads.leads.size(); ++i)
    json[key(leads.leads[i])] = samples_json(leads.row(i));
  return json;
}

/// Null where no beat could be averaged.
Json representative_json(const RepresentativeBeat& beat, BeatSamples beat_samples) {
  if (beat.beat_count == 0)
    return nullptr;
  Json leads = Json::object();
  for (std::size_t i = 0; i < beat.leads.leads.size() && i < beat.lead_marks.size(); ++i)
    leads[key(beat.leads.leads[i])] = lead_marks_json(beat.lead_marks[i]);
  Json json = {{"beat_count", beat.beat_count},
               {"type", beat_type_name(beat.type)},
               {"r_s", time_json(beat.r_s)},
               {"global", global_marks_json(beat.global)},
               {"leads", std::move(leads)}};
  if (beat_samples == BeatSamples::given) {
    json["sampling_rate_hz"] = kModelRateHz;
    json["samples_mv"] = beat_samples_json(beat.leads);
  }
  return json;
}

Json measured_quality_json(const SignalQuality& quality) {
  // As in a screening, "usable" alone is said only where every lead is.
  Json json = quality_json(quality.usability == Usability::usable, quality.leads, quality.warnings);
  json["usability"] = usability_name(quality.usability);
  json["reason"] = reason_or_null(quality.reason);
  return json;
}

/// To significant digits: ratios and probabilities span powers of ten, and a small one must not become 0, a certainty.
Json interval_json(const std::optional<Interval95>& interval, double scale) {
  if (!interval)
    return nullptr;
  return {{"value", significant_json(scale * interval->value)},
          {"low", significant_json(scale * interval->low)},
          {"high", significant_json(scale * interval->high)}};
}

Json criterion_json(const Criterion& criterion) {
  Json values = Json::object();
  for (const CriterionValue& behind : criterion.values)
    values[std::string(behind.name)] = value_json(behind.name, behind.value);
  const PublishedEvidence& evidence = criterion.evidence;
  return {{"name", criterion.name},
          {"title", criterion.title},
          {"rule", criterion.rule},
          {"status", criterion_status_name(criterion.status)},
          {"values", std::move(values)},
          {"reason", reason_or_null(criterion.reason)},
          {"likelihood_ratio", interval_json(criterion.likelihood_ratio, 1.0)},
          {"post_test_probability_percent", interval_json(criterion.post_test_probability, 100.0)},
          {"evidence",
           {{"figures", evidence.figures},
            {"target", evidence.target},
            {"cohort", evidence.cohort},
            {"citation", evidence.citation}}}};
}

Json criteria_json(const std::vector<Criterion>& criteria) {
  Json json = Json::array();
  for (const Criterion& criterion : criteria)
    json.push_back(criterion_json(criterion));
  return json;
}

}  // namespace

std::string measure_json(std::string_view file, const EcgRecord& record, const EcgMeasurement& measurement,
                         BeatSamples beat_samples) {
  Json json = {{"file", file}, {"ok", true}, {"use", kMeasurementUse}, {"record", record_json(record)}};
  json["quality"] = measured_quality_json(measurement.quality);
  json["rhythm"] = {{"regularity", rhythm_regularity_name(measurement.regularity)}};
  json["beats"] = beats_json(measurement.beats);
  json["measurements"] = values_json(measurement.values);
  json["measurement_details"] = details_json(measurement.values, record);
  json["stored_measurements"] = stored_measurements_json(record);
  json["amplitudes"] = amplitudes_json(measurement.amplitudes);
  json["criteria"] = criteria_json(measurement.criteria);
  json["representative_beat"] = representative_json(measurement.representative, beat_samples);
  json["delineation"] = delineation_json(measurement.delineation);
  json["notes"] = notes_json(record);
  json["software"] = software_json();
  return dump(json);
}

}  // namespace leadwise
