#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <sstream>

#include "leadwise/measurement.hpp"
#include "real_records.hpp"

namespace {

// PTB-XL's heart_axis names classes without degrees. Most reports are German and their words are the usual
// "Lagetypen" (ekg-online.de, Lagetyp): Linkstyp (LAD) -30 to +30, ueberdrehter Linkstyp (ALAD) beyond -30, Mittel-,
// Indifferenz- or normal type (MID) -30 to +90 as "lagetyp normal" also stands for steep and left ones, Steillage (AXR)
// +60 to +90, Rechtstyp (RAD) +90 to +120, ueberdrehter Rechtstyp (ARAD) from +120 degrees. English reports of another
// device say "left axis deviation" (LAD) beyond -30 and "borderline left axis deviation" (AXL) around -30.
struct AxisRange {
  double from_deg, to_deg;
};

AxisRange stated_range(const std::string& axis_class, bool english) {
  static const std::map<std::string, AxisRange> kRanges = {
      {"LAD", {-30.0, 30.0}}, {"ALAD", {-90.0, -30.0}}, {"MID", {-30.0, 90.0}},   {"AXL", {-45.0, -15.0}},
      {"AXR", {60.0, 90.0}},  {"RAD", {90.0, 120.0}},   {"ARAD", {120.0, 180.0}},
  };
  if (english && axis_class == "LAD")
    return {-90.0, -30.0};
  return kRanges.at(axis_class);
}

// A reader with a ruler and a device of 1990 agree no better than that at the edge of a class.
constexpr double kToleranceDeg = 5.0;

struct StatedAxis {
  int record = 0;
  std::string axis_class;
  bool english = false;
};

// Fields of a line of comma-separated values with quotes.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else
      fields.back() += c;
  }
  return fields;
}

std::vector<StatedAxis> stated_axes() {
  const std::vector<std::uint8_t> bytes = file_bytes(data_folder() + "/recordings/ptbxl/ptbxl_database.csv");
  std::istringstream table(std::string(bytes.begin(), bytes.end()));
  std::vector<StatedAxis> stated;
  std::string line;
  std::getline(table, line);
  constexpr std::size_t kId = 0, kReport = 10, kAxis = 12;
  while (std::getline(table, line)) {
    const std::vector<std::string> fields = fields_of(line);
    if (fields.size() > kAxis && !fields[kAxis].empty())
      stated.push_back({std::stoi(fields[kId]), fields[kAxis], fields[kReport].find("axis") != std::string::npos});
  }
  return stated;
}

std::optional<double> measured_axis_deg(int record_number) {
  std::array<char, 32> name{};
  std::snprintf(name.data(), name.size(), "%05d_hr", record_number);
  const auto record = real_record(data_folder() + "/recordings/ptbxl/records500/00000/" + name.data());
  if (!record)
    return std::nullopt;
  const auto measured = leadwise::measure_ecg(*record);
  const leadwise::MeasuredValue* axis = measured ? measured->find("qrs_axis_deg") : nullptr;
  return axis != nullptr ? axis->value : std::nullopt;
}

bool agrees(double axis_deg, const AxisRange& range) {
  return axis_deg >= range.from_deg - kToleranceDeg && axis_deg <= range.to_deg + kToleranceDeg;
}

}  // namespace

TEST_CASE("PTB-XL's stated heart axis is agreed with within 5 degrees in at least 90 % of the ECGs that state one",
          "[recordings]") {
  const std::vector<StatedAxis> stated = stated_axes();
  if (stated.empty())
    SKIP("no PTB-XL table below " << data_folder());
  std::map<std::string, std::array<std::size_t, 2>> counts;
  std::size_t agreeing = 0;
  for (const StatedAxis& one : stated) {
    const std::string label = one.axis_class + (one.english ? " (English report)" : "");
    const std::optional<double> axis_deg = measured_axis_deg(one.record);
    const bool agreed = axis_deg && agrees(*axis_deg, stated_range(one.axis_class, one.english));
    agreeing += agreed ? 1U : 0U;
    ++counts[label][agreed ? 0 : 1];
    if (!agreed)
      std::cout << "PTB-XL " << one.record << " states " << label << ", measured "
                << (axis_deg ? std::to_string(*axis_deg) : "nothing") << "\n";
  }
  for (const auto& [label, count] : counts)
    std::cout << label << ": " << count[0] << " agree, " << count[1] << " do not\n";
  CHECK(static_cast<double>(agreeing) >= 0.9 * static_cast<double>(stated.size()));
}
