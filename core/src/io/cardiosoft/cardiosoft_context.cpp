#include "cardiosoft/cardiosoft_context.hpp"

#include "text/calendar_date.hpp"
#include "text/number_text.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr int kNoNumber = -1;

/// Dates are elements of their own: <Day>, <Month>, <Year>.
int part_of(const XmlElement& parent, std::string_view name) {
  const auto text = parent.text_of(name);
  const auto number = text ? parse_unsigned(*text) : std::nullopt;
  return number && *number < 10000 ? static_cast<int>(*number) : kNoNumber;
}

std::optional<CalendarDate> date_of(const XmlElement& parent) {
  return make_date(part_of(parent, "Year"), part_of(parent, "Month"), part_of(parent, "Day"));
}

std::optional<std::string> time_of(const XmlElement& parent) {
  return iso_time_of_day(parent.child("Hour").text() + ':' + parent.child("Minute").text() + ':' +
                         parent.child("Second").text());
}

std::optional<std::string> full_name(const XmlElement& name) {
  const std::string last = name.child("FamilyName").text();
  const std::string first = name.child("GivenName").text();
  if (last.empty() && first.empty())
    return std::nullopt;
  return last.empty() || first.empty() ? last + first : last + ", " + first;
}

void read_patient(const XmlElement& patient, EcgRecord& record) {
  record.patient.id = patient.text_of("PID");
  record.patient.name = full_name(patient.child("Name"));
  record.patient.sex = parse_sex(patient.child("Gender").text());
  const auto birth = date_of(patient.child("BirthDateTime"));
  if (birth)
    record.patient.birth_date = iso_date(*birth);
  take_stated_age(patient.child("Age").text(), patient.child("Age").attribute("units").value_or(""), record);
  const std::string pacemaker = to_lower(patient.child("PaceMaker").text());
  if (pacemaker == "yes" || pacemaker == "no")
    record.paced = pacemaker == "yes";
}

void append_words(std::string& filters, std::string_view words) {
  if (!words.empty())
    filters.append(filters.empty() ? "" : ", ").append(words);
}

std::string cutoff_words(std::string_view name, const XmlElement& cutoff) {
  if (cutoff.text().empty())
    return {};
  return std::string(name) + ' ' + cutoff.text() + ' ' + std::string(cutoff.attribute("units").value_or(""));
}

bool is_on(const XmlElement& setting) { return to_lower(setting.text()) == "yes"; }

std::optional<std::string> filters_of(const XmlElement& setting) {
  std::string filters;
  append_words(filters, cutoff_words("high pass", setting.child("HighPass")));
  append_words(filters, cutoff_words("low pass", setting.child("LowPass")));
  append_words(filters, is_on(setting.child("Filter50Hz")) ? "mains 50 Hz" : "");
  append_words(filters, is_on(setting.child("Filter60Hz")) ? "mains 60 Hz" : "");
  append_words(filters, is_on(setting.child("CubicSpline")) ? "cubic spline" : "");
  return filters.empty() ? std::nullopt : std::optional(std::move(filters));
}

}  // namespace

void read_cardiosoft_context(const XmlElement& root, EcgRecord& record) {
  const XmlElement observed = root.child("ObservationDateTime");
  const auto day = date_of(observed);
  const auto time = time_of(observed);
  if (day)
    record.acquisition_time = iso_date(*day) + (time ? 'T' + *time : std::string());
  read_patient(root.child("PatientInfo"), record);
  record.device.model = root.text_of("ClinicalInfo/DeviceInfo/Desc");
  if (!record.device.model)
    record.device.model = root.text_of("Device-Type");
  record.device.filters = filters_of(root.child("FilterSetting"));
}

}  // namespace leadwise::io
