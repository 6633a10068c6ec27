#include "mortara/mortara_header.hpp"

#include <array>
#include <cmath>

#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct Measure {
  const char* attribute;
  const char* name;
  const char* unit;
};

constexpr std::array kOfTheEcg = {
    Measure{"VENT_RATE", "heart rate", "/min"},
    Measure{"AVERAGE_RR", "RR interval", "ms"},
};

constexpr std::array kOfTheCycle = {
    Measure{"P_DURATION", "P duration", "ms"},
    Measure{"PR_DURATION", "PR interval", "ms"},
    Measure{"QRS_DURATION", "QRS duration", "ms"},
    Measure{"QT", "QT interval", "ms"},
    Measure{"QTC", "QTc interval", "ms"},
    Measure{"QTB", "QTc interval (Bazett)", "ms"},
    Measure{"QTF", "QTc interval (Fridericia)", "ms"},
    Measure{"P_AXIS", "P axis", "deg"},
    Measure{"QRS_AXIS", "QRS axis", "deg"},
    Measure{"T_AXIS", "T axis", "deg"},
};

std::optional<std::string> stated(const XmlElement& element, std::string_view name) {
  const std::string_view text = trim(element.attribute(name).value_or(""));
  return text.empty() ? std::nullopt : std::optional(std::string(text));
}

template <std::size_t size>
void take_measures(const XmlElement& element, const std::array<Measure, size>& measures, EcgRecord& record) {
  for (const Measure& measure : measures) {
    const auto text = stated(element, measure.attribute);
    const auto value = text ? parse_double(*text) : std::nullopt;
    if (value && std::isfinite(*value))
      record.measurements.push_back({measure.name, *value, measure.unit});
  }
}

std::optional<std::string> iso(const std::optional<std::string>& compact) {
  const auto time = compact ? parse_compact_time(*compact) : std::nullopt;
  return time ? std::optional(time->iso) : std::nullopt;
}

// An age of 0 stands where none was entered.
void take_age(const XmlElement& root, EcgRecord& record) {
  const std::string age = stated(root, "AGE").value_or("");
  if (parse_double(age) != 0.0)
    take_stated_age(age, stated(root, "AGE_UNITS").value_or(""), record);
}

void take_subject(const XmlElement& root, EcgRecord& record) {
  const XmlElement subject = root.child("SUBJECT");
  Patient& patient = record.patient;
  patient.id = stated(subject, "ID");
  const auto first = stated(subject, "FIRST_NAME"), last = stated(subject, "LAST_NAME");
  if (first || last)
    patient.name = std::string(trim(first.value_or("") + ' ' + last.value_or("")));
  patient.sex = parse_sex(stated(subject, "GENDER").value_or(""));
  patient.birth_date = iso(stated(subject, "DOB"));
  take_age(root, record);
}

void take_source(const XmlElement& source, Device& device) {
  device.manufacturer = stated(source, "MANUFACTURER");
  device.model = stated(source, "MODEL");
  device.serial_number = stated(source, "ACQUIRING_DEVICE_SERIAL_NUMBER");
  std::string filters;
  for (const char* name : {"HIGH_PASS_FILTER", "LOW_PASS_FILTER", "BASELINE_ROLL_FILTER", "NOTCH_FILTER"}) {
    if (const auto value = stated(source, name))
      filters += (filters.empty() ? "" : ", ") + std::string(name) + ' ' + *value;
  }
  if (!filters.empty())
    device.filters = filters;
}

void take_statements(const XmlElement& root, EcgRecord& record) {
  for (const XmlElement& statement : root.child("AUTOMATIC_INTERPRETATION").children("STATEMENT")) {
    auto text = stated(statement, "TEXT");
    if (!text)
      continue;
    if (const auto reason = stated(statement, "REASON"))
      *text += " (" + *reason + ')';
    record.statements.push_back(std::move(*text));
  }
}

}  // namespace

void take_mortara_header(const XmlElement& root, EcgRecord& record) {
  record.acquisition_time = iso(stated(root, "ACQUISITION_TIME"));
  take_subject(root, record);
  take_source(root.child("SOURCE"), record.device);
  take_measures(root, kOfTheEcg, record);
  take_measures(root.child("TYPICAL_CYCLE"), kOfTheCycle, record);
  take_statements(root, record);
  if (auto comment = stated(root, "COMMENT"))
    record.comments.push_back(std::move(*comment));
  read_patient_comments(record);
}

}  // namespace leadwise::io
