#include "philips/philips_context.hpp"

#include "text/calendar_date.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::optional<double> stated_age(const XmlElement& age) {
  for (const std::string_view unit : {"years", "months", "weeks", "days", "hours"}) {
    if (const auto years = age_years(age.child(unit).text(), unit))
      return years;
  }
  return std::nullopt;
}

std::optional<std::string> full_name(const XmlElement& name) {
  const std::string last = name.child("lastname").text();
  std::string given = name.child("firstname").text();
  const std::string middle = name.child("middlename").text();
  given += given.empty() || middle.empty() ? middle : ' ' + middle;
  if (last.empty() && given.empty())
    return std::nullopt;
  return last.empty() || given.empty() ? last + given : last + ", " + given;
}

std::string attribute_text(const XmlElement& element, std::string_view name) {
  return std::string(trim(element.attribute(name).value_or("")));
}

void read_patient(const XmlElement& patient, Patient& taken) {
  const XmlElement age = patient.child("age");
  taken.id = patient.text_of("patientid");
  taken.name = full_name(patient.child("name"));
  taken.sex = parse_sex(patient.child("sex").text());
  taken.age_years = stated_age(age);
  if (const auto birth = parse_iso_date(age.child("dateofbirth").text()))
    taken.birth_date = iso_date(*birth);
}

std::optional<std::string> stated(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// The detailed description is "manufacturer:model:software"; the element itself names the device.
void read_device(const XmlElement& machine, Device& device) {
  const std::string details = attribute_text(machine, "detaildescription");
  device.manufacturer = stated(details.substr(0, details.find(':')));
  device.model = stated(machine.text());
  device.serial_number = stated(attribute_text(machine, "machineid"));
}

void append_filter(std::string& filters, std::string_view words, std::string_view value) {
  if (!value.empty() && value != "0")
    filters.append(filters.empty() ? "" : ", ").append(words).append(" ").append(value).append(" Hz");
}

/// What is said of the waveforms goes before what is said of their acquisition; what is set for the report is neither.
std::optional<std::string> filters_of(const XmlElement& data, const XmlElement& acquisition) {
  const auto value = [&](std::string_view name) {
    const std::string of_data = attribute_text(data, name);
    return of_data.empty() ? acquisition.child(name).text() : of_data;
  };
  std::string filters;
  append_filter(filters, "bandwidth", acquisition.child("signalbandwidth").text());
  append_filter(filters, "high pass", value("hipass"));
  append_filter(filters, "low pass", value("lowpass"));
  if (value("notchfiltered") == "True")
    append_filter(filters, "notch", value("notchfilterfreqs"));
  return stated(filters);
}

}  // namespace

void read_philips_context(const XmlElement& root, EcgRecord& record) {
  const XmlElement acquired = root.child("dataacquisition");
  const XmlElement acquisition = acquired.child("signalcharacteristics");
  const auto day = parse_iso_date(attribute_text(acquired, "date"));
  const auto time = iso_time_of_day(attribute_text(acquired, "time"));
  if (day)
    record.acquisition_time = iso_date(*day) + (time ? 'T' + *time : std::string());
  read_patient(root.at("patient/generalpatientdata"), record.patient);
  read_device(acquired.child("machine"), record.device);
  record.device.filters = filters_of(root.at("waveforms/parsedwaveforms"), acquisition);
  record.electrode_placement = acquisition.text_of("electrodeplacement");
  if (!record.electrode_placement)
    record.electrode_placement = acquisition.text_of("leadset");
}

}  // namespace leadwise::io
