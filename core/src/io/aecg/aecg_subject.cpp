#include "aecg/aecg_subject.hpp"

#include "aecg/aecg_codes.hpp"
#include "aecg/aecg_quantity.hpp"
#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/patient_age.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// LOINC: reported age.
constexpr std::string_view kReportedAge = "21612-7";

std::optional<std::string> stated(std::string_view text) {
  const std::string_view trimmed = trim(text);
  return trimmed.empty() ? std::nullopt : std::optional(std::string(trimmed));
}

// Plain text, or the parts of a person's name in their order.
std::optional<std::string> name_of(const XmlElement& name) {
  if (auto plain = stated(name.text()))
    return plain;
  std::string parts;
  for (const XmlElement& part : name.children()) {
    const std::string text = part.text();
    if (!text.empty())
      parts += parts.empty() ? text : ' ' + text;
  }
  return stated(parts);
}

std::optional<Sex> sex_of(std::string_view code) {
  if (code == "F")
    return Sex::female;
  if (code == "M")
    return Sex::male;
  if (code == "UN")
    return Sex::other;
  return std::nullopt;
}

std::optional<std::string> birth_of(const XmlElement& birth_time) {
  const auto text = stated(birth_time.attribute("value").value_or(""));
  const auto time = text ? parse_compact_time(*text) : std::nullopt;
  return time ? std::optional(time->iso) : text;
}

void take_reported_age(const XmlElement& root, EcgRecord& record) {
  for (const XmlElement& variable : root.children("controlVariable")) {
    const XmlElement observation = variable.child("relatedObservation");
    const XmlElement value = observation.child("value");
    if (aecg_code(observation) == kReportedAge && !record.patient.age_years)
      take_stated_age(value.attribute("value").value_or(""), value.attribute("unit").value_or(""), record);
  }
}

void take_comments(const XmlElement& root, EcgRecord& record) {
  if (auto text = root.text_of("text"))
    record.comments.push_back(std::move(*text));
  for (const XmlElement& information : root.children("pertainsTo")) {
    for (const char* part : {"subjectFindingComment/text", "subjectFindingComment/value"}) {
      if (auto text = information.text_of(part))
        record.comments.push_back(std::move(*text));
    }
  }
}

// "notch Adaptive 60 Hz"
std::string filter_words(const XmlElement& variable) {
  std::string words = aecg_words(variable.child("code"));
  for (const XmlElement& component : variable.children("component")) {
    const XmlElement value = component.at("controlVariable/value");
    if (const auto quantity = aecg_quantity(value))
      words += ' ' + number_text(quantity->value) + ' ' + std::string(quantity->unit);
    else if (const std::string text = value.text(); !text.empty())
      words += ' ' + text;
  }
  return words;
}

}  // namespace

void take_aecg_subject(const XmlElement& root, EcgRecord& record) {
  const XmlElement subject = root.at("componentOf/timepointEvent/componentOf/subjectAssignment/subject/trialSubject");
  const XmlElement person = subject.child("subjectDemographicPerson");
  Patient& patient = record.patient;
  patient.id = stated(subject.child("id").attribute("extension").value_or(""));
  // Not of the schema, but written by Mindray devices.
  if (!patient.id)
    patient.id = person.text_of("PatientID");
  patient.name = name_of(person.child("name"));
  patient.birth_date = birth_of(person.child("birthTime"));
  patient.sex = sex_of(trim(person.child("administrativeGenderCode").attribute("code").value_or("")));
  take_reported_age(root, record);
  if (const auto paced = person.text_of("Paced"); paced == "true" || paced == "false")
    record.paced = paced == "true";
  take_comments(root, record);
}

void take_aecg_device(const XmlElement& series, Device& device) {
  const XmlElement author = series.at("author/seriesAuthor");
  const XmlElement made = author.child("manufacturedSeriesDevice");
  device.manufacturer = author.text_of("manufacturerOrganization/name");
  device.model = made.text_of("manufacturerModelName");
  device.serial_number = made.text_of("SerialNumber");
  if (!device.serial_number)
    device.serial_number = stated(made.child("id").attribute("extension").value_or(""));
  std::string filters;
  for (const XmlElement& outer : series.children("controlVariable")) {
    const XmlElement variable = outer.child("controlVariable");
    if (aecg_code(variable).find("FILTER") != std::string::npos)
      filters += (filters.empty() ? "" : ", ") + filter_words(variable);
  }
  device.filters = stated(filters);
}

}  // namespace leadwise::io
