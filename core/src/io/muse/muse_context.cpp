#include "muse/muse_context.hpp"

#include "muse/muse_lead.hpp"
#include "text/calendar_date.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"

namespace leadwise::io {
namespace {

std::optional<std::string> full_name(const XmlElement& patient) {
  const std::string last = patient.child("PatientLastName").text();
  const std::string first = patient.child("PatientFirstName").text();
  if (last.empty() && first.empty())
    return std::nullopt;
  return last.empty() || first.empty() ? last + first : last + ", " + first;
}

std::optional<CalendarDate> date_of(const XmlElement& parent, std::string_view name, EcgRecord& record) {
  const auto text = parent.text_of(name);
  if (!text)
    return std::nullopt;
  const auto date = parse_us_date(*text);
  // The text itself may identify: it stays out of the note.
  if (!date)
    record.notes.push_back({ErrorCode::InvalidHeader, std::string(name) + " is no date of the form MM-DD-YYYY"});
  return date;
}

void read_time(const XmlElement& test, const std::optional<CalendarDate>& day, EcgRecord& record) {
  if (!day)
    return;
  const auto time = iso_time_of_day(test.child("AcquisitionTime").text());
  record.acquisition_time = iso_date(*day) + (time ? 'T' + *time : std::string());
}

void read_device(const XmlElement& resting_ecg, Device& device) {
  device.model = resting_ecg.text_of("TestDemographics/AcquisitionDevice");
  device.serial_number = resting_ecg.text_of("PharmaData/PharmaCartID");
}

}  // namespace

void read_muse_context(const XmlElement& resting_ecg, EcgRecord& record) {
  const XmlElement patient = resting_ecg.child("PatientDemographics");
  const XmlElement test = resting_ecg.child("TestDemographics");
  record.patient.id = patient.text_of("PatientID");
  record.patient.name = full_name(patient);
  record.patient.sex = parse_sex(patient.child("Gender").text());
  const auto birth = date_of(patient, "DateofBirth", record);
  const auto day = date_of(test, "AcquisitionDate", record);
  if (birth)
    record.patient.birth_date = iso_date(*birth);
  read_time(test, day, record);
  take_stated_age(patient.child("PatientAge").text(), patient.child("AgeUnits").text(), record);
  read_device(resting_ecg, record.device);
}

}  // namespace leadwise::io
