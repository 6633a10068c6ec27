#include "schiller/schiller_header.hpp"

#include <array>
#include <cmath>

#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct Measure {
  std::string_view stored_name;
  const char* name;
  const char* unit;
};

constexpr std::array kMeasures = {
    Measure{"HR", "heart rate", "/min"},  Measure{"RR", "RR interval", "ms"},   Measure{"P", "P duration", "ms"},
    Measure{"PQ", "PR interval", "ms"},   Measure{"QRS", "QRS duration", "ms"}, Measure{"QT", "QT interval", "ms"},
    Measure{"QTC", "QTc interval", "ms"}, Measure{"AXIS_P", "P axis", "deg"},   Measure{"AXIS_QRS", "QRS axis", "deg"},
    Measure{"AXIS_T", "T axis", "deg"},
};

// "-" stands for what was not measured.
void take_measures(const XmlElement& event, EcgRecord& record) {
  for (const XmlElement& annotation : event.children("annotation_global")) {
    const std::string name = annotation.child("name").text();
    const auto value = parse_double(annotation.child("value").text());
    for (const Measure& measure : kMeasures) {
      if (measure.stored_name == name && value && std::isfinite(*value))
        record.measurements.push_back({measure.name, *value, measure.unit});
    }
  }
}

// Counted in samples of the rhythm: off minus on is the QRS duration that the same file states.
void take_qrs_times(const XmlElement& event, EcgRecord& record) {
  for (const XmlElement& list : event.children("rhythm_global")) {
    if (list.child("name").text() != "R_QRS_ON")
      continue;
    for (const XmlElement& value : list.children("value")) {
      if (const auto sample = parse_unsigned(value.text()); sample && *sample < record.sample_count()) {
        const double time_s = static_cast<double>(*sample) / record.sampling_rate_hz;
        record.annotations.push_back({time_s, std::nullopt, std::nullopt, "QRS onset"});
      }
    }
  }
}

// Where the device found spikes, whatever was said of a pacemaker; the list is there without values, too.
bool has_pacemaker_spikes(const XmlElement& event) {
  for (const XmlElement& list : event.children("rhythm_global")) {
    if (list.child("name").text() == "PACEMAKER" && !list.children("value").empty())
      return true;
  }
  return false;
}

std::optional<std::string> iso(const std::string& compact) {
  const auto time = parse_compact_time(compact);
  return time ? std::optional(time->iso) : std::nullopt;
}

// <date>20231201</date><time>120000000</time>, the time to the millisecond.
std::optional<std::string> start_of(const XmlElement& start) {
  const std::string date = start.child("date").text(), time = start.child("time").text();
  const std::string clock = time.size() == 9 ? time.substr(0, 6) + '.' + time.substr(6) : time;
  auto whole = iso(date + clock);
  return whole ? whole : iso(date);
}

void take_patient(const XmlElement& data, EcgRecord& record) {
  Patient& patient = record.patient;
  patient.id = data.text_of("id");
  const auto first = data.text_of("firstname"), last = data.text_of("lastname");
  if (first || last)
    patient.name = std::string(trim(first.value_or("") + ' ' + last.value_or("")));
  patient.birth_date = iso(data.child("birthdate").text());
  patient.sex = parse_sex(data.child("gender").text());
  const auto pacemaker = data.text_of("pacemaker/value");
  if (pacemaker == "ON" || pacemaker == "OFF")
    record.paced = pacemaker == "ON";
}

void take_device(const XmlElement& root, const XmlElement& event, Device& device) {
  const XmlElement hardware = root.at("examdescript/aquiringdevice/hardware");
  device.manufacturer = hardware.text_of("vendor");
  device.model = hardware.text_of("model");
  device.serial_number = hardware.text_of("serialnum");
  std::string filters;
  for (const XmlElement& filter : event.child("filters_data").children("filter")) {
    filters += (filters.empty() ? "" : ", ") + filter.child("name").text() + ' ' + filter.child("value").text();
  }
  if (!filters.empty())
    device.filters = filters;
}

void take_interpretation(const XmlElement& event, EcgRecord& record) {
  for (const XmlElement& text : event.children("textdata")) {
    if (auto words = text.text_of("textdata"); words && text.child("type").text() == "INTERPRETATION")
      record.statements.push_back(std::move(*words));
  }
}

}  // namespace

void take_schiller_header(const XmlElement& root, EcgRecord& record) {
  const XmlElement event = root.at("eventdata/event");
  record.acquisition_time = start_of(root.at("examdescript/startdatetime"));
  take_patient(root.child("patdata"), record);
  take_device(root, event, record.device);
  take_measures(event, record);
  take_qrs_times(event, record);
  if (has_pacemaker_spikes(event))
    record.paced = true;
  take_interpretation(event, record);
}

}  // namespace leadwise::io
