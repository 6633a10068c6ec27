#include "fhir/read_fhir.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fhir/fhir_json.hpp"
#include "fhir/fhir_lead.hpp"
#include "fhir/resource_type.hpp"
#include "fhir/sampled_data.hpp"
#include "json/json_flaw.hpp"
#include "json/json_keys.hpp"
#include "text/patient_comments.hpp"
#include "text/stated_rate.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// The document is built up in memory, at some thirty times its size at worst.
constexpr std::size_t kMostBytes = std::size_t{64} << 20U;
constexpr std::size_t kSearchedBytes = std::size_t{64} << 10U;

/// A channel as its component gives it.
struct Part {
  FhirLead lead;
  SampledData data;
  /// What the samples were read from; of joined parts the first.
  const FhirJson* source = nullptr;
};

bool is_resource(const FhirJson& value, std::string_view type) { return fhir_text(value, "resourceType") == type; }

// The resources of that type: the document itself, or those in a Bundle's entries and in `contained`.
std::vector<const FhirJson*> resources(const FhirJson& document, std::string_view type) {
  std::vector<const FhirJson*> found;
  const auto take = [&](const FhirJson& value) {
    if (is_resource(value, type))
      found.push_back(&value);
    const FhirJson* contained = fhir_member(value, "contained");
    for (std::size_t i = 0; contained != nullptr && contained->is_array() && i < contained->size(); ++i) {
      if (is_resource((*contained)[i], type))
        found.push_back(&(*contained)[i]);
    }
  };
  take(document);
  const FhirJson* entries = fhir_member(document, "entry");
  for (std::size_t i = 0; entries != nullptr && entries->is_array() && i < entries->size(); ++i) {
    if (const FhirJson* resource = fhir_member((*entries)[i], "resource"))
      take(*resource);
  }
  return found;
}

// What bears values: the components, or the Observation itself.
std::vector<const FhirJson*> bearers(const FhirJson& observation) {
  std::vector<const FhirJson*> found = {&observation};
  const FhirJson* components = fhir_member(observation, "component");
  for (std::size_t i = 0; components != nullptr && components->is_array() && i < components->size(); ++i)
    found.push_back(&(*components)[i]);
  return found;
}

bool may_be_voltage(const FhirJson& sampled_data) {
  const FhirJson* origin = fhir_member(sampled_data, "origin");
  const auto unit = origin == nullptr ? std::nullopt : fhir_text(*origin, "code");
  const auto words = origin == nullptr ? std::nullopt : fhir_text(*origin, "unit");
  return (!unit && !words) || (unit && units_per_millivolt(*unit)) || (words && units_per_millivolt(*words));
}

tl::unexpected<Error> several_ecgs(const std::vector<const FhirJson*>& observations, const std::string& why) {
  return fail(ErrorCode::UnsupportedFormat,
              "FHIR: the Bundle holds " + std::to_string(observations.size()) +
                  " Observations of sampled voltages that are not one ECG (" + why + "); save the Observations of one",
              0);
}

bool holds_sampled_data(std::string_view text) {
  const auto is_object_of_samples = [](std::string_view key, std::string_view value) {
    return key == "valueSampledData" && value.substr(0, 1) == "{";
  };
  return find_json_value(text, is_object_of_samples).has_value();
}

bool holds_ecg(const FhirJson& observation) {
  const auto all = bearers(observation);
  return std::any_of(all.begin(), all.end(), [](const FhirJson* bearer) {
    const FhirJson* data = fhir_member(*bearer, "valueSampledData");
    return data != nullptr && may_be_voltage(*data);
  });
}

using Observations = std::vector<const FhirJson*>;

Result<Observations> find_ecg(const FhirJson& document) {
  Observations found;
  for (const FhirJson* observation : resources(document, "Observation")) {
    if (holds_ecg(*observation))
      found.push_back(observation);
  }
  if (found.empty())
    return fail(ErrorCode::NoEcgChannel, "FHIR: no Observation holds sampled data in a unit of voltage", 0);
  if (found.size() > kMaxChannels)
    return several_ecgs(found, "more than one ECG has leads");
  return found;
}

// When, and of whom: what the Observations of one ECG have in common.
std::string taken_when(const FhirJson& observation) {
  const FhirJson* period = fhir_member(observation, "effectivePeriod");
  const auto start = period == nullptr ? std::nullopt : fhir_text(*period, "start");
  return fhir_text(observation, "effectiveDateTime")
      .value_or(fhir_text(observation, "effectiveInstant").value_or(start.value_or("")));
}

std::string taken_of(const FhirJson& observation) {
  const FhirJson* subject = fhir_member(observation, "subject");
  return subject == nullptr ? std::string() : fhir_text(*subject, "reference").value_or("");
}

// Observations of one lead each (or of several) may be one ECG where nothing tells them apart.
Result<void> check_one_ecg(const Observations& observations, const std::vector<Part>& parts) {
  for (const FhirJson* observation : observations) {
    if (taken_when(*observation) != taken_when(*observations.front()))
      return several_ecgs(observations, "they are of different times");
    if (taken_of(*observation) != taken_of(*observations.front()))
      return several_ecgs(observations, "they are of different patients");
  }
  std::set<Lead> leads;
  for (const Part& part : parts) {
    if (!part.lead.lead)
      return several_ecgs(observations, io::quoted(part.lead.label) + " is no standard lead");
    if (!leads.insert(*part.lead.lead).second)
      return several_ecgs(observations, "lead " + std::string(lead_name(*part.lead.lead)) + " is there twice");
    if (part.data.sampling_rate_hz != parts.front().data.sampling_rate_hz)
      return several_ecgs(observations, "they are of different sampling rates");
    if (part.data.numbers.size() != parts.front().data.numbers.size())
      return several_ecgs(observations, "they are of different lengths");
  }
  return {};
}

void note_one_ecg(const Observations& observations, EcgRecord& record) {
  const std::string count = std::to_string(observations.size());
  record.notes.push_back(
      {ErrorCode::InvalidHeader,
       taken_when(*observations.front()).empty()
           ? count + " Observations that state no time were taken as one ECG: each is of another lead, all "
                     "are of one rate and length"
           : count + " Observations of one time, rate and length, each of another lead, were taken as one ECG"});
}

bool continues(const Part& before, const Part& next) {
  return before.lead.lead == next.lead.lead && before.lead.label == next.lead.label &&
         before.data.origin == next.data.origin && before.data.factor == next.data.factor &&
         before.data.unit == next.data.unit && before.data.sampling_rate_hz == next.data.sampling_rate_hz;
}

void note_joined(const Part& part, EcgRecord& record) {
  const std::string text = "the parts of " + io::quoted(part.lead.label) +
                           " were joined in the file's order; it does not say when each begins";
  if (record.notes.empty() || record.notes.back().message != text)
    record.notes.push_back({ErrorCode::InvalidHeader, text});
}

// The same lead again, right behind itself, is its continuation.
void add_part(Part part, std::vector<Part>& parts, EcgRecord& record) {
  if (parts.empty() || !continues(parts.back(), part)) {
    parts.push_back(std::move(part));
    return;
  }
  auto& numbers = parts.back().data.numbers;
  numbers.insert(numbers.end(), part.data.numbers.begin(), part.data.numbers.end());
  note_joined(part, record);
}

void take_measurement(const std::string& name, const FhirJson& bearer, EcgRecord& record) {
  const FhirJson* quantity = fhir_member(bearer, "valueQuantity");
  const auto value = quantity == nullptr ? std::nullopt : fhir_number(*quantity, "value");
  if (value && std::isfinite(*value)) {
    const auto unit = fhir_text(*quantity, "unit");
    record.measurements.push_back({name, *value, unit ? *unit : fhir_text(*quantity, "code").value_or("")});
  }
  if (const auto text = fhir_text(bearer, "valueString"))
    record.statements.push_back(name + ": " + *text);
  if (const FhirJson* words = fhir_member(bearer, "valueCodeableConcept");
      words != nullptr && !fhir_words(*words).empty())
    record.statements.push_back(name + ": " + fhir_words(*words));
}

// Where the samples stand, which tells one component from another; 0 where there are none. A text with a quote or backslash
// does not stand in the file as it was read, and to look for one could take the square of the file's length.
std::uint64_t place_of(const FhirJson& sampled_data, std::string_view document) {
  const std::string data = fhir_text(sampled_data, "data").value_or("");
  if (data.empty() || data.find_first_of("\"\\") != std::string::npos)
    return 0;
  const std::size_t place = document.find('"' + data + '"');
  return place == std::string_view::npos ? 0 : place + 1;
}

Result<void> read_parts(const FhirJson& observation, std::string_view document, std::vector<Part>& all,
                        EcgRecord& record) {
  // The same lead in another Observation is no continuation.
  std::vector<Part> parts;
  for (const FhirJson* bearer : bearers(observation)) {
    const FhirJson* code = fhir_member(*bearer, "code");
    FhirLead lead = code == nullptr ? FhirLead() : fhir_lead(*code);
    const FhirJson* value = fhir_member(*bearer, "valueSampledData");
    if (value == nullptr) {
      take_measurement(lead.label, *bearer, record);
      continue;
    }
    if (!may_be_voltage(*value)) {
      record.notes.push_back({ErrorCode::NoEcgChannel, "the sampled data " + io::quoted(lead.label) +
                                                           " were left out: their unit is none of voltage"});
      continue;
    }
    if (lead.contradictory)
      record.notes.push_back({ErrorCode::InvalidHeader, "the codes of " + io::quoted(lead.label) +
                                                            " name different leads; it is taken for none"});
    auto data = read_sampled_data(*value, io::quoted(lead.label));
    if (!data)
      return fail(data.error().code, data.error().message,
                  place_of(*value, document) + data.error().offset.value_or(0));
    add_part({std::move(lead), std::move(*data), value}, parts, record);
    if (all.size() + parts.size() > kMaxChannels)
      return fail(ErrorCode::TooLarge, "FHIR: more than 64 channels", 0);
  }
  std::move(parts.begin(), parts.end(), std::back_inserter(all));
  return {};
}

void note_negative_factors(const std::vector<Part>& parts, EcgRecord& record) {
  std::string labels;
  for (const Part& part : parts) {
    if (part.data.factor < 0.0)
      labels += (labels.empty() ? "" : ", ") + io::quoted(part.lead.label);
  }
  if (!labels.empty())
    record.notes.push_back(
        {ErrorCode::InvalidGain, "a negative factor turned the samples round, as it says: " + labels});
}

Result<std::vector<Part>> read_all_parts(const Observations& observations, std::string_view document,
                                         EcgRecord& record) {
  std::vector<Part> parts;
  for (const FhirJson* observation : observations) {
    if (auto read = read_parts(*observation, document, parts, record); !read)
      return tl::unexpected(read.error());
  }
  note_negative_factors(parts, record);
  if (observations.size() < 2)
    return parts;
  if (auto checked = check_one_ecg(observations, parts); !checked)
    return tl::unexpected(checked.error());
  note_one_ecg(observations, record);
  return parts;
}

Result<Channel> make_channel(const Part& part, std::string_view document, const ReadOptions& options) {
  std::optional<double> per_millivolt = part.data.unit ? units_per_millivolt(*part.data.unit) : std::nullopt;
  if (!per_millivolt && options.unit)
    per_millivolt = units_per_millivolt(*options.unit);
  if (!per_millivolt)
    return fail(ErrorCode::UnitRequired,
                "FHIR: the unit of " + io::quoted(part.lead.label) +
                    " is not stated (origin.unit); say it when opening the file",
                place_of(*part.source, document));
  // A negative factor turns the signal round; a digital unit is a step upwards all the same.
  const double step = std::abs(part.data.factor);
  Channel channel{part.lead.label, part.lead.lead, step / *per_millivolt, -part.data.origin / step, part.data.numbers};
  // Where the numbers are decimal ones, the factor is not the smallest step.
  const bool whole = std::all_of(part.data.numbers.begin(), part.data.numbers.end(),
                                 [](double number) { return std::isnan(number) || number == std::trunc(number); });
  if (!whole)
    channel.resolution_mv = channel.baseline_adu = 0.0;
  bool finite = std::isfinite(channel.resolution_mv) && std::isfinite(channel.baseline_adu);
  for (double& sample : channel.samples_mv) {
    sample = (sample * part.data.factor + part.data.origin) / *per_millivolt;
    finite = finite && !std::isinf(sample);
  }
  if (!finite)
    return fail(ErrorCode::InvalidGain,
                "FHIR: factor or origin of " + io::quoted(part.lead.label) + " gives infinite samples",
                place_of(*part.source, document));
  return channel;
}

SignalGroup& group_at(double rate_hz, EcgRecord& record) {
  for (SignalGroup& group : record.other_signals) {
    if (group.sampling_rate_hz == rate_hz)
      return group;
  }
  record.other_signals.push_back({"sampled data at another rate", rate_hz, {}});
  return record.other_signals.back();
}

Result<void> add_channels(const std::vector<Part>& parts, std::string_view document, const ReadOptions& options,
                          EcgRecord& record) {
  if (auto set = set_sampling_rate(parts.front().data.sampling_rate_hz, options, "the FHIR Observation",
                                   "; its period is absent, or that of no electrocardiograph", record,
                                   place_of(*parts.front().source, document));
      !set)
    return set;
  for (const Part& part : parts) {
    auto channel = make_channel(part, document, options);
    if (!channel)
      return tl::unexpected(channel.error());
    const double rate_hz = part.data.sampling_rate_hz.value_or(record.sampling_rate_hz);
    auto& channels = rate_hz == record.sampling_rate_hz ? record.channels : group_at(rate_hz, record).channels;
    channels.push_back(std::move(*channel));
  }
  return {};
}

void take_patient_resource(const FhirJson& document, EcgRecord& record) {
  const auto patients = resources(document, "Patient");
  if (patients.size() != 1)
    return;
  record.patient.birth_date = fhir_text(*patients.front(), "birthDate");
  record.patient.sex = parse_sex(fhir_text(*patients.front(), "gender").value_or(""));
}

void take_context(const FhirJson& document, const FhirJson& observation, EcgRecord& record) {
  record.acquisition_time = fhir_text(observation, "effectiveDateTime");
  if (!record.acquisition_time)
    record.acquisition_time = fhir_text(observation, "effectiveInstant");
  if (const FhirJson* period = fhir_member(observation, "effectivePeriod"))
    record.acquisition_time = fhir_text(*period, "start");
  if (const FhirJson* subject = fhir_member(observation, "subject")) {
    record.patient.id = fhir_text(*subject, "reference");
    record.patient.name = fhir_text(*subject, "display");
  }
  if (const FhirJson* device = fhir_member(observation, "device"))
    record.device.model = fhir_text(*device, "display");
  take_patient_resource(document, record);
}

// Observations of one ECG may each repeat what the first one says.
void take_interpretations(const FhirJson& observation, bool is_first, std::set<std::string>& said, EcgRecord& record) {
  const FhirJson* interpretations = fhir_member(observation, "interpretation");
  for (std::size_t i = 0; interpretations != nullptr && interpretations->is_array() && i < interpretations->size();
       ++i) {
    std::string words = fhir_words((*interpretations)[i]);
    const bool is_new = said.insert(words).second;
    if (!words.empty() && (is_first || is_new))
      record.statements.push_back(std::move(words));
  }
}

}  // namespace

// Programs that sort the keys write the samples in front of the resource's type, which may lie far behind them.
bool is_fhir(const FileBytes& file) {
  const std::string_view text = as_text(file.bytes.first(std::min(file.bytes.size(), kSearchedBytes)));
  if (text.substr(std::min(text.find_first_not_of("\xEF\xBB\xBF \t\r\n"), text.size()), 1) != "{")
    return false;
  const auto type = fhir_resource_type(text);
  return type == "Observation" || type == "Bundle" || holds_sampled_data(text);
}

Result<EcgRecord> read_fhir(std::span<const FileBytes> files, const ReadOptions& options) {
  const std::string_view text = as_text(files.front().bytes);
  if (text.size() > kMostBytes)
    return fail(ErrorCode::TooLarge, "FHIR: the document is larger than 64 MiB", 0);
  const FhirJson document = FhirJson::parse(text.begin(), text.end(), nullptr, false);
  if (document.is_discarded())
    return tl::unexpected(json_flaw("FHIR", text));
  const auto observations = find_ecg(document);
  if (!observations)
    return tl::unexpected(observations.error());
  EcgRecord record;
  const auto parts = read_all_parts(*observations, text, record);
  if (!parts)
    return tl::unexpected(parts.error());
  if (auto added = add_channels(*parts, text, options, record); !added)
    return tl::unexpected(added.error());
  take_context(document, *observations->front(), record);
  std::set<std::string> said;
  for (const FhirJson* observation : *observations)
    take_interpretations(*observation, observation == observations->front(), said, record);
  return record;
}

}  // namespace leadwise::io
