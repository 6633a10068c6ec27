#include <array>
#include <cmath>

#include "cardiosoft/cardiosoft_context.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct Measured {
  std::string_view field;
  std::string_view name;
};

constexpr std::array kMeasured = {
    Measured{"VentricularRate", "ventricular rate"},
    Measured{"PQInterval", "PQ interval"},
    Measured{"PDuration", "P duration"},
    Measured{"QRSDuration", "QRS duration"},
    Measured{"QTInterval", "QT interval"},
    Measured{"QTCInterval", "QTc interval"},
    Measured{"RRInterval", "RR interval"},
    Measured{"PPInterval", "PP interval"},
    Measured{"SokolovLVHIndex", "Sokolow LVH index"},
    Measured{"PAxis", "P axis"},
    Measured{"RAxis", "R axis"},
    Measured{"TAxis", "T axis"},
    Measured{"QTDispersion", "QT dispersion"},
    Measured{"QTDispersionBazett", "QT dispersion Bazett"},
    Measured{"QRSNum", "QRS count"},
};

void take_lines(const XmlElement& parent, std::string_view name, EcgRecord& record) {
  for (const XmlElement& line : parent.children(name)) {
    std::string text = line.text();
    if (!text.empty())
      record.statements.push_back(std::move(text));
  }
}

}  // namespace

void read_cardiosoft_findings(const XmlElement& root, EcgRecord& record) {
  const XmlElement measurements = root.child("RestingECGMeasurements");
  for (const Measured& measured : kMeasured) {
    const XmlElement field = measurements.child(measured.field);
    const auto value = parse_double(field.text());
    if (value && std::isfinite(*value))
      record.measurements.push_back(
          {std::string(measured.name), *value, std::string(trim(field.attribute("units").value_or("")))});
  }
  take_lines(root.at("Interpretation/Diagnosis"), "DiagnosisText", record);
  take_lines(root.at("Interpretation/Conclusion"), "ConclusionText", record);
}

}  // namespace leadwise::io
