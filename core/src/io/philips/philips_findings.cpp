#include <algorithm>
#include <array>
#include <set>

#include "bytes/unit_factors.hpp"
#include "philips/philips_context.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "xml/measured_field.hpp"

namespace leadwise::io {
namespace {

/// By the schema: intervals and durations in milliseconds. Both names of a field are used by one version or another.
constexpr std::array kMeasured = {
    MeasuredField{"heartrate", "heart rate", "bpm"},
    MeasuredField{"meanventrate", "heart rate", "bpm"},
    MeasuredField{"atrialrate", "atrial rate", "bpm"},
    MeasuredField{"rrint", "RR interval", "ms"},
    MeasuredField{"pdur", "P duration", "ms"},
    MeasuredField{"print", "PR interval", "ms"},
    MeasuredField{"meanprint", "PR interval", "ms"},
    MeasuredField{"qrsdur", "QRS duration", "ms"},
    MeasuredField{"meanqrsdur", "QRS duration", "ms"},
    MeasuredField{"qtint", "QT interval", "ms"},
    MeasuredField{"meanqtint", "QT interval", "ms"},
    MeasuredField{"qtcb", "QTc Bazett", "ms"},
    MeasuredField{"qtcf", "QTc Fridericia", "ms"},
    MeasuredField{"meanqtc", "QTc interval", "ms"},
    MeasuredField{"pfrontaxis", "P axis", "deg"},
    MeasuredField{"qrsfrontaxis", "QRS axis", "deg"},
    MeasuredField{"stfrontaxis", "ST axis", "deg"},
    MeasuredField{"tfrontaxis", "T axis", "deg"},
    MeasuredField{"phorizaxis", "P axis, horizontal", "deg"},
    MeasuredField{"qrshorizaxis", "QRS axis, horizontal", "deg"},
    MeasuredField{"sthorizaxis", "ST axis, horizontal", "deg"},
    MeasuredField{"thorizaxis", "T axis, horizontal", "deg"},
};

bool is_measured(const EcgRecord& record, std::string_view name) {
  return std::any_of(record.measurements.begin(), record.measurements.end(),
                     [&](const StoredMeasurement& measurement) { return measurement.name == name; });
}

/// "Failed", "Indeterminate" and the like are no numbers and are left out.
void take_measurements(const XmlElement& source, EcgRecord& record) {
  if (!source)
    return;
  for (const MeasuredField& measured : kMeasured) {
    const auto value = parse_finite(source.child(measured.field).text());
    if (value && !is_measured(record, measured.name))
      record.measurements.push_back({std::string(measured.name), *value, std::string(measured.unit)});
  }
}

/// Statements that several interpretations share are taken once.
class StatementTaker {
 public:
  explicit StatementTaker(EcgRecord& record) : record_(record) {}

  void take(std::string statement) {
    if (!statement.empty() && known_.insert(statement).second)
      record_.statements.push_back(std::move(statement));
  }

 private:
  EcgRecord& record_;
  std::set<std::string> known_;
};

/// A statement and, in brackets, the device's reason for it.
std::string statement_text(const XmlElement& statement) {
  const std::string left = statement.child("leftstatement").text();
  const std::string reason = statement.child("rightstatement").text();
  return left.empty() || reason.empty() ? left + reason : left + " [" + reason + ']';
}

void read_interpretation(const XmlElement& interpretation, StatementTaker& statements, EcgRecord& record) {
  take_measurements(interpretation.child("globalmeasurements"), record);
  take_measurements(interpretation.child("interpretationmeasurements"), record);
  for (const XmlElement& statement : interpretation.children("statement"))
    statements.take(statement_text(statement));
  statements.take(interpretation.child("severity").text());
}

/// The algorithm's own measurements: "measurements" in version 1.03, "internalmeasurements" later.
XmlElement algorithm_measurements(const XmlElement& root) {
  const XmlElement later = root.at("internalmeasurements/crossleadmeasurements");
  return later ? later : root.at("measurements/globalmeasurements");
}

bool take_pace_pulses(const XmlElement& measurements, EcgRecord& record) {
  const std::vector<XmlElement> pulses = measurements.child("pacepulses").children("pacepulse");
  for (const XmlElement& pulse : pulses) {
    const double time_s = parse_finite(pulse.attribute("starttime").value_or("")).value_or(-1.0) / kMsPerSecond;
    if (time_s >= 0.0 && time_s <= record.duration_s())
      record.annotations.push_back({time_s, std::nullopt, std::nullopt, "pacemaker pulse"});
  }
  return !pulses.empty();
}

/// Whoever took the ECG may have said that the patient is not paced; pulses that the device found go before that.
void read_pacing(const XmlElement& root, EcgRecord& record) {
  const std::string status = root.at("patient/generalpatientdata/pacestatus").text();
  const bool pulses = take_pace_pulses(algorithm_measurements(root), record);
  if (status == "Non paced")
    record.paced = false;
  if (status == "Paced" || status == "Paced with magnet" || pulses)
    record.paced = true;
}

}  // namespace

void read_philips_findings(const XmlElement& root, EcgRecord& record) {
  StatementTaker statements(record);
  for (const XmlElement& interpretation : root.child("interpretations").children("interpretation"))
    read_interpretation(interpretation, statements, record);
  take_measurements(algorithm_measurements(root), record);
  read_pacing(root, record);
}

}  // namespace leadwise::io
