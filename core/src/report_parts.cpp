#include "report_parts.hpp"

#include <utility>

#include "leadwise/report_json.hpp"

namespace leadwise::report {

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json reason_json(const Error& error) { return {{"code", error_name(error.code)}, {"message", error.message}}; }

Json reason_or_null(const std::optional<Error>& error) { return error ? reason_json(*error) : Json(nullptr); }

Json record_json(const EcgRecord& record) {
  Json leads = Json::array();
  for (const Channel& channel : record.channels)
    leads.push_back(channel_name(channel));
  return {{"format", record.format},
          {"sampling_rate_hz", record.sampling_rate_hz},
          {"duration_s", record.duration_s()},
          {"leads", std::move(leads)},
          {"untried_format", record.untried_format}};
}

Json notes_json(const EcgRecord& record) {
  Json notes = Json::array();
  for (const Note& note : record.notes)
    notes.push_back({{"code", error_name(note.code)}, {"message", note.message}});
  return notes;
}

Json quality_json(bool usable, const std::vector<LeadQuality>& leads, const std::vector<Error>& warnings) {
  Json by_lead = Json::object();
  for (const LeadQuality& lead : leads)
    by_lead[std::string(lead_name(lead.lead))] = {{"usable", !lead.reason}, {"reason", reason_or_null(lead.reason)}};
  Json reasons = Json::array();
  for (const Error& warning : warnings)
    reasons.push_back(reason_json(warning));
  return {{"usable", usable}, {"leads", std::move(by_lead)}, {"warnings", std::move(reasons)}};
}

Json stored_measurement_json(const StoredMeasurement& measurement) {
  return {{"name", measurement.name}, {"value", measurement.value}, {"unit", measurement.unit}};
}

Json stored_measurements_json(const EcgRecord& record) {
  Json json = Json::array();
  for (const StoredMeasurement& measurement : record.measurements)
    json.push_back(stored_measurement_json(measurement));
  return json;
}

Json software_json() { return {{"version", software_version()}}; }

}  // namespace leadwise::report
