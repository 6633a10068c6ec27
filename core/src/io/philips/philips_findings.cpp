#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "philips/philips_context.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct Measured {
  std::string_view field;
  std::string_view name;
  std::string_view unit;
};

/// By the schema: intervals and durations in milliseconds. Both names of a field are used by one version or another.
constexpr std::array kMeasured = {
    Measured{"heartrate", "heart rate", "bpm"},
    Measured{"meanventrate", "heart rate", "bpm"},
    Measured{"atrialrate", "atrial rate", "bpm"},
    Measured{"rrint", "RR interval", "ms"},
    Measured{"pdur", "P duration", "ms"},
    Measured{"print", "PR interval", "ms"},
    Measured{"meanprint", "PR interval", "ms"},
    Measured{"qrsdur", "QRS duration", "ms"},
    Measured{"meanqrsdur", "QRS duration", "ms"},
    Measured{"qtint", "QT interval", "ms"},
    Measured{"meanqtint", "QT interval", "ms"},
    Measured{"qtcb", "QTc Bazett", "ms"},
    Measured{"qtcf", "QTc Fridericia", "ms"},
    Measured{"meanqtc", "QTc interval", "ms"},
    Measured{"pfrontaxis", "P axis", "deg"},
    Measured{"qrsfrontaxis", "QRS axis", "deg"},
    Measured{"stfrontaxis", "ST axis", "deg"},
    Measured{"tfrontaxis", "T axis", "deg"},
    Measured{"phorizaxis", "P axis, horizontal", "deg"},
    Measured{"qrshorizaxis", "QRS axis, horizontal", "deg"},
    Measured{"sthorizaxis", "ST axis, horizontal", "deg"},
    Measured{"thorizaxis", "T axis, horizontal", "deg"},
};

constexpr double kMsPerSecond = 1000.0;

std::optional<double> finite_number(std::string_view text) {
  const auto number = parse_double(trim(text));
  return number && std::isfinite(*number) ? number : std::nullopt;
}

bool is_measured(const EcgRecord& record, std::string_view name) {
  return std::any_of(record.measurements.begin(), record.measurements.end(),
                     [&](const StoredMeasurement& measurement) { return measurement.name == name; });
}

/// "Failed", "Indeterminate" and the like are no numbers and are left out.
void take_measurements(const XmlElement& source, EcgRecord& record) {
  if (!source)
    return;
  for (const Measured& measured : kMeasured) {
    const auto value = finite_number(source.child(measured.field).text());
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
    const double time_s = finite_number(pulse.attribute("starttime").value_or("")).value_or(-1.0) / kMsPerSecond;
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
