#include "dicom/describe_recording.hpp"

#include <string>

#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

std::optional<std::string> text_of(const DicomDataSet& data_set, Tag tag, CharacterSet set) {
  const std::string text(trim(decode_text(data_set.text(tag), set)));
  return text.empty() ? std::nullopt : std::optional(text);
}

bool is_known(std::string_view date) { return date.substr(0, kUnknownDate.size()) != kUnknownDate; }

std::optional<std::string> date_and_time(std::string_view date_text, std::string_view time_text) {
  const auto date = is_known(date_text) ? iso_date(date_text) : std::nullopt;
  const auto time = iso_time(time_text);
  return date && time ? std::optional(*date + 'T' + *time) : date;
}

// The moment of recording, else that of the content; the study's may be another day.
std::optional<std::string> acquisition_time(const DicomDataSet& data_set) {
  const std::string_view moment = data_set.text(kAcquisitionDateTime);
  if (const auto time = is_known(moment) ? iso_date_time(moment) : std::nullopt)
    return time;
  if (const auto time = date_and_time(data_set.text(kAcquisitionDate), data_set.text(kAcquisitionTime)))
    return time;
  return date_and_time(data_set.text(kContentDate), data_set.text(kContentTime));
}

std::optional<Sex> sex_of(std::string_view code) {
  if (code == "F")
    return Sex::female;
  if (code == "M")
    return Sex::male;
  return code == "O" ? std::optional(Sex::other) : std::nullopt;
}

void take_patient(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record) {
  Patient& patient = record.patient;
  if (std::string name = person_name(data_set.text(kPatientName), set); !name.empty())
    patient.name = std::move(name);
  patient.id = text_of(data_set, kPatientId, set);
  if (const std::string_view birth = data_set.text(kBirthDate); is_known(birth))
    patient.birth_date = iso_date(birth);
  patient.sex = sex_of(data_set.text(kSex));
  take_stated_age(data_set.text(kAge), "", record);
  // Another day than the recording's perhaps, but hardly another year.
  for (const Tag day : {kSeriesDate, kStudyDate})
    take_age_on(iso_date(data_set.text(day)).value_or(""), record);
}

// What is said of the patient's state is kept no longer than needed to know of a pacemaker.
void take_pacing(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record) {
  for (const Tag tag : {kMedicalAlerts, kPatientHistory, kPatientState}) {
    if (says_paced(decode_text(data_set.text(tag), set)))
      record.paced = true;
  }
}

void take_device(const DicomDataSet& data_set, CharacterSet set, Device& device) {
  device.manufacturer = text_of(data_set, kManufacturer, set);
  device.model = text_of(data_set, kModel, set);
  device.serial_number = text_of(data_set, kSerialNumber, set);
  if (const auto software = text_of(data_set, kSoftware, set))
    device.model = (device.model ? *device.model + ", " : std::string()) + "software " + *software;
}

void take_comments(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record) {
  const std::string text = decode_text(data_set.text(kPatientComments), set);
  TextLines lines(text);
  for (TextLine line; lines.next(line);) {
    if (!trim(line.text).empty())
      record.comments.emplace_back(trim(line.text));
  }
}

}  // namespace

void describe_recording(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record) {
  record.acquisition_time = acquisition_time(data_set);
  take_patient(data_set, set, record);
  take_pacing(data_set, set, record);
  take_device(data_set, set, record.device);
  take_comments(data_set, set, record);
}

}  // namespace leadwise::io::dicom
