#pragma once

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "real_records.hpp"

/// A row of the index of real recordings, as far as tests of measuring need it.
struct IndexedRecord {
  std::string uid;
  std::string path;  ///< without ending
  bool ptbxl = false;
  bool chapman_denoised = false;
  /// Of PTB-XL; 0 elsewhere.
  long patient = 0;
  /// Right axis deviation, left posterior fascicular block or right ventricular hypertrophy, as the source says.
  bool right_axis_or_rvh = false;
  bool says_paced = false;

  /// The half of PTB-XL's patients that may be tuned on: the odd numbers. The others are looked at to report figures.
  bool may_tune() const { return ptbxl && patient % 2 == 1; }
  bool is_held_out() const { return ptbxl && patient % 2 == 0; }
};

inline std::vector<std::string> split_at_commas(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');)
    cells.push_back(cell);
  return cells;
}

inline long patient_in(const std::string& labels) {
  const std::size_t place = labels.find("pat=");
  return place == std::string::npos ? 0 : std::strtol(labels.c_str() + place + 4, nullptr, 10);
}

/// PTB-XL's and the denoised Chapman/Ningbo records; empty without the data.
inline std::vector<IndexedRecord> indexed_records() {
  const std::string folder = data_folder() + "/recordings/";
  std::ifstream index(folder + "index.csv");
  std::vector<IndexedRecord> records;
  std::string line;
  std::getline(index, line);
  const std::vector<std::string> names = split_at_commas(line);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  while (std::getline(index, line)) {
    std::vector<std::string> cells = split_at_commas(line);
    cells.resize(names.size());
    IndexedRecord record;
    record.uid = cells[column("uid")];
    record.path = folder + cells[column("path")].substr(0, cells[column("path")].rfind('.'));
    record.ptbxl = cells[column("database")] == "PTB-XL";
    record.chapman_denoised = cells[column("path")].rfind("chapman_denoised", 0) == 0;
    record.patient = record.ptbxl ? patient_in(cells[column("labels")]) : 0;
    record.right_axis_or_rvh = cells[column("right_axis")] == "1" || cells[column("rvh")] == "1";
    record.says_paced = cells[column("labels")].find("PACE") != std::string::npos;
    if (record.ptbxl || record.chapman_denoised)
      records.push_back(std::move(record));
  }
  return records;
}
