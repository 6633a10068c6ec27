#include "edf/edf_identification.hpp"

#include <algorithm>

#include "edf/edf_date.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

/// How EDF+ says that it does not know.
constexpr std::string_view kUnknown = "X";

// EDF+ has underscores where a subfield holds blanks.
std::string words_of(std::string_view subfield) {
  std::string words = utf8_text(subfield);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

bool is_known(std::string_view subfield) { return !subfield.empty() && subfield != kUnknown; }

std::optional<Sex> sex_of(std::string_view subfield) {
  if (subfield == "F")
    return Sex::female;
  return subfield == "M" ? std::optional(Sex::male) : std::nullopt;
}

// Programs write EDF+'s fields into files that do not say to be EDF+: nothing else has a sex and such a date there.
bool has_plus_patient(const EdfHeader& header) {
  std::string_view rest = header.patient.text;
  take_token(rest);
  const std::string_view sex = take_token(rest);
  return (sex == "F" || sex == "M" || sex == "X") && parse_edf_plus_day(take_token(rest)) && !trim(rest).empty();
}

// "MCH-0234567 F 02-MAY-1951 Haagse_Harry", then what the writer likes.
void read_plus_patient(const EdfHeader& header, EcgRecord& record) {
  std::string_view rest = header.patient.text;
  const std::string_view code = take_token(rest), sex = take_token(rest), birth_date = take_token(rest),
                         name = take_token(rest);
  if (is_known(code))
    record.patient.id = words_of(code);
  record.patient.sex = sex_of(sex);
  if (const auto day = parse_edf_plus_day(birth_date))
    record.patient.birth_date = iso_day(*day);
  else if (is_known(birth_date))
    record.notes.push_back({ErrorCode::InvalidHeader, "the birth date cannot be read and was left out"});
  if (is_known(name))
    record.patient.name = words_of(name);
  if (const std::string_view more = trim(rest); !more.empty())
    record.comments.push_back("Patient: " + words_of(more));
}

/// "Startdate 02-MAR-2002 EMG561 BK/JOP Sony MNC": the day and the equipment.
struct PlusRecording {
  bool hides_day = false;
  std::optional<CalendarDay> day;
  std::string_view equipment;
};

PlusRecording parse_plus_recording(std::string_view rest) {
  PlusRecording recording;
  if (take_token(rest) != "Startdate")
    return recording;
  const std::string_view day = take_token(rest);
  recording.hides_day = day == kUnknown;
  recording.day = parse_edf_plus_day(day);
  static_cast<void>(take_token(rest));  // the hospital's code of the investigation
  static_cast<void>(take_token(rest));  // who made it
  const std::string_view equipment = take_token(rest);
  // A name written with blanks pushes its second half here: with more behind it, this may be a surname.
  if (trim(rest).empty())
    recording.equipment = equipment;
  return recording;
}

// The day that EDF+ asks for where it is to stay unknown.
constexpr std::string_view kHiddenDay = "01.01.85";

void read_start(const EdfHeader& header, const PlusRecording& recording, double first_sample_s, EcgRecord& record) {
  const auto stated_day = parse_edf_day(header.start_date.text);
  const auto time = parse_edf_time(header.start_time.text);
  if ((!stated_day && !recording.day) || !time)
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "the header's start date or time cannot be read and was left out"});
  if (recording.day && stated_day && *recording.day != *stated_day)
    record.notes.push_back({ErrorCode::InvalidHeader, "the header states two start dates, " + iso_day(*stated_day) +
                                                          " and " + iso_day(*recording.day) + "; the latter, with " +
                                                          "its year in full, was taken"});
  const bool hidden = recording.hides_day && header.start_date.text == kHiddenDay;
  const auto day = recording.day ? recording.day : stated_day;
  const double seconds = static_cast<double>(time.value_or(0)) + first_sample_s;
  if (time && day && !hidden)
    record.acquisition_time = iso_time_after(*day, seconds);
  else if (day && !hidden)
    record.acquisition_time = iso_day(*day);
  else if (time && *time != 0)
    record.acquisition_time = iso_time_of_day(seconds);
}

}  // namespace

void read_edf_identification(const EdfHeader& header, double first_sample_s, EcgRecord& record) {
  if (header.plus || has_plus_patient(header))
    read_plus_patient(header, record);
  else if (!header.patient.text.empty())
    record.patient.id = utf8_text(header.patient.text);
  PlusRecording recording = parse_plus_recording(header.recording.text);
  if (!header.plus && !recording.day)
    recording = {};
  if (is_known(recording.equipment))
    record.device.model = words_of(recording.equipment);
  read_start(header, recording, first_sample_s, record);
}

}  // namespace leadwise::io
