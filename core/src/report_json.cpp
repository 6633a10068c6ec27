#include "leadwise/report_json.hpp"

#include <algorithm>

#include "explanation_json.hpp"
#include "report_parts.hpp"

namespace leadwise {

using namespace report;

namespace {

Json prediction_json(const Prediction& prediction) {
  return {{"task", prediction.task},
          {"head", prediction.head_id},
          {"leads", prediction.lead_count},
          {"probability", prediction.probability},
          // An interval needs a calibration on labelled patients.
          {"probability_low", or_null(prediction.probability_low)},
          {"probability_high", or_null(prediction.probability_high)},
          {"threshold", or_null(prediction.threshold)},
          {"positive", or_null(prediction.positive)},
          {"clinically_validated", prediction.clinically_validated},
          {"windows",
           {{"count", prediction.window_count},
            {"lowest_probability", prediction.lowest_window_probability},
            {"highest_probability", prediction.highest_window_probability}}}};
}

Json elbo_json(const Screening& screening) {
  Json elbo = Json::object();
  for (const LeadElbo& lead : screening.elbo)
    elbo[std::string(lead_name(lead.lead))] = lead.elbo;
  return elbo;
}

Json predictions_json(const Screening& screening) {
  Json predictions = Json::array();
  for (const Prediction& prediction : screening.predictions)
    predictions.push_back(prediction_json(prediction));
  return predictions;
}

Json refused_json(const Screening& screening) {
  Json refused = Json::array();
  for (const RefusedHead& head : screening.refused) {
    refused.push_back({{"task", head.task},
                       {"head", head.head_id},
                       {"leads", head.lead_count},
                       {"reason", reason_json(head.reason)}});
  }
  return refused;
}

Json patient_json(const Patient& patient, bool identifiers) {
  Json json = {{"age_years", or_null(patient.age_years)},
               {"sex", patient.sex ? Json(sex_name(*patient.sex)) : Json(nullptr)}};
  if (!identifiers)
    return json;
  json["id"] = or_null(patient.id);
  json["name"] = or_null(patient.name);
  json["birth_date"] = or_null(patient.birth_date);
  return json;
}

Json device_json(const Device& device, bool identifiers) {
  Json json = {{"manufacturer", or_null(device.manufacturer)},
               {"model", or_null(device.model)},
               {"filters", or_null(device.filters)}};
  if (identifiers)
    json["serial_number"] = or_null(device.serial_number);
  return json;
}

Json group_json(const SignalGroup& group) {
  Json leads = Json::array();
  for (const Channel& channel : group.channels)
    leads.push_back(channel_name(channel));
  const std::size_t samples = group.channels.empty() ? 0 : group.channels.front().samples_mv.size();
  return {{"label", group.label},
          {"sampling_rate_hz", group.sampling_rate_hz},
          {"duration_s", static_cast<double>(samples) / group.sampling_rate_hz},
          {"leads", std::move(leads)}};
}

Json groups_json(const std::vector<SignalGroup>& groups) {
  Json json = Json::array();
  for (const SignalGroup& group : groups)
    json.push_back(group_json(group));
  return json;
}

/// Codes name nobody: "N", "(AFIB", "[42]", "MDC_ECG_WAVC_QRSWAVE". Any other word may be a name.
bool is_code(std::string_view text) {
  constexpr std::size_t kLongestMarked = 6;
  const bool marked = !text.empty() && (text.front() == '(' || text.front() == '[');
  const bool blank = text.find(' ') != std::string_view::npos;
  return text.size() == 1 || (marked && text.size() <= kLongestMarked && !blank) || text.rfind("MDC_ECG_", 0) == 0;
}

Json annotations_json(const EcgRecord& record, bool identifiers) {
  Json json = Json::array();
  for (const Annotation& annotation : record.annotations) {
    const bool shown = identifiers || is_code(annotation.text);
    json.push_back({{"time_s", annotation.time_s},
                    {"duration_s", or_null(annotation.duration_s)},
                    {"lead", or_null(annotation.channel)},
                    {"text", shown ? Json(annotation.text) : Json(nullptr)}});
  }
  return json;
}

bool all_usable(const std::vector<LeadQuality>& leads) {
  return !leads.empty() &&
         std::none_of(leads.begin(), leads.end(), [](const LeadQuality& lead) { return lead.reason.has_value(); });
}

/// Beside what keeps the model from a lead stands what measuring holds against one that it scored.
Json screened_quality_json(const Screening& screening) {
  Json quality = quality_json(all_usable(screening.quality), screening.quality, screening.warnings);
  for (Json& lead : quality["leads"])
    lead["doubt"] = nullptr;
  for (const LeadQuality& lead : screening.doubted_leads)
    quality["leads"][std::string(lead_name(lead.lead))]["doubt"] = reason_or_null(lead.reason);
  return quality;
}

}  // namespace

std::string inspect_json(std::string_view file, const EcgRecord& record, bool identifiers) {
  Json json = {{"file", file}, {"ok", true}, {"record", record_json(record)}};
  json["device"] = device_json(record.device, identifiers);
  json["patient"] = patient_json(record.patient, identifiers);
  json["acquisition_time"] = or_null(record.acquisition_time);
  json["paced"] = or_null(record.paced);
  json["electrode_placement"] = or_null(record.electrode_placement);
  json["average_beats"] = groups_json(record.average_beats);
  json["other_signals"] = groups_json(record.other_signals);
  json["stored_measurements"] = stored_measurements_json(record);
  json["stored_statement_count"] = record.statements.size();
  json["annotations"] = annotations_json(record, identifiers);
  json["notes"] = notes_json(record);
  // Free text may hold a name: it counts as identifying.
  if (identifiers) {
    json["stored_statements"] = record.statements;
    json["comments"] = record.comments;
  }
  json["software"] = software_json();
  return dump(json);
}

std::string screening_json(std::string_view file, const EcgRecord& record, const Screening& screening,
                           const Model& model) {
  const ModelDescription& description = model.description();
  Json json = {{"file", file}, {"ok", true}, {"record", record_json(record)}};
  json["quality"] = screened_quality_json(screening);
  json["predictions"] = predictions_json(screening);
  json["refused"] = refused_json(screening);
  json["elbo"] = elbo_json(screening);
  json["attribution"] = explanations_json(screening.explanations);
  json["abstained"] = reason_or_null(screening.abstained);
  json["assumptions"] = screening.assumptions;
  json["windows"] = {
      {"used", screening.window_count}, {"skipped", screening.skipped_windows}, {"unused_s", screening.unused_s}};
  json["notes"] = notes_json(record);
  json["model"] = {{"name", description.name}, {"sha256", model.sha256()}, {"intended_use", description.intended_use}};
  json["software"] = software_json();
  return dump(json);
}

std::string failure_json(std::string_view file, const Error& error) {
  Json reason = reason_json(error);
  reason["offset"] = or_null(error.offset);
  return dump(Json{{"file", file}, {"ok", false}, {"error", std::move(reason)}});
}

std::string model_card_json(const Model& model) {
  Json card = Json::parse(model_description_json(model.description()), nullptr, false);
  card["sha256"] = model.sha256();
  return dump(card);
}

std::string_view software_version() { return LEADWISE_VERSION; }

}  // namespace leadwise
