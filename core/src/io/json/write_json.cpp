#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "record_writers.hpp"
#include "text/untried_mark.hpp"
#include "text/written_label.hpp"

namespace leadwise::io {
namespace {

using Json = nlohmann::ordered_json;

void add_text(Json& object, const char* key, const std::optional<std::string>& value) {
  if (value)
    object[key] = *value;
}

Json patient_json(const EcgRecord& record, bool identifiers) {
  const Patient& patient = record.patient;
  Json object = Json::object();
  if (patient.age_years)
    object["age_years"] = *patient.age_years;
  if (patient.sex)
    object["sex"] = sex_name(*patient.sex);
  if (record.paced)
    object["paced"] = *record.paced;
  if (!identifiers)
    return object;
  add_text(object, "id", patient.id);
  add_text(object, "name", patient.name);
  add_text(object, "birth_date", patient.birth_date);
  return object;
}

/// Keys of an object must differ; labels of channels that are no standard lead need not.
class FreeKeys {
 public:
  std::string take(const std::string& name) {
    std::string key = name;
    for (int& copies = copies_[name]; !taken_.insert(key).second;)
      key = name + " (" + std::to_string(++copies + 1) + ")";
    return key;
  }

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> copies_;
};

}  // namespace

OutputFile write_json(const EcgRecord& record, std::string_view base_name, bool identifiers) {
  Json document = Json::object();
  document["sampling_rate_hz"] = record.sampling_rate_hz;
  document["unit"] = "mV";
  if (Json patient = patient_json(record, identifiers); !patient.empty())
    document["patient"] = std::move(patient);
  add_text(document, "acquisition_time", record.acquisition_time);
  add_text(document, "untried_format", untried_source(record));
  if (record.electrode_placement)
    document["electrode_placement"] = one_line(*record.electrode_placement);
  if (identifiers && !record.comments.empty())
    document["comments"] = record.comments;
  Json leads = Json::object();
  FreeKeys keys;
  for (const Channel& channel : record.channels) {
    // A missing sample (NaN) becomes null.
    leads.push_back({keys.take(written_label(channel)), channel.samples_mv});
  }
  document["leads"] = std::move(leads);
  // Labels and comments can be in any encoding; what is not UTF-8 is replaced, since JSON knows nothing else.
  const std::string text = document.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  return {std::string(base_name) + ".json", {text.begin(), text.end()}};
}

}  // namespace leadwise::io
