#include <array>
#include <cmath>
#include <set>
#include <string_view>

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

std::vector<std::string> lines_of(const XmlElement& parent, std::string_view name) {
  std::vector<std::string> lines;
  for (const XmlElement& line : parent.children(name)) {
    std::string text = line.text();
    if (!text.empty())
      lines.push_back(std::move(text));
  }
  return lines;
}

/// The conclusion is the diagnosis that somebody may have edited: a line that stands in both is said once.
void read_statements(const XmlElement& interpretation, EcgRecord& record) {
  const std::vector<std::string> diagnosis = lines_of(interpretation.child("Diagnosis"), "DiagnosisText");
  const std::set<std::string_view> said(diagnosis.begin(), diagnosis.end());
  record.statements = diagnosis;
  for (std::string& line : lines_of(interpretation.child("Conclusion"), "ConclusionText")) {
    if (!said.contains(line))
      record.statements.push_back(std::move(line));
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
  read_statements(root.child("Interpretation"), record);
}

}  // namespace leadwise::io
