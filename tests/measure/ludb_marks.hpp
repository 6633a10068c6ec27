#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/lead.hpp"
#include "real_records.hpp"

/// A wave as a cardiologist marked it in one lead.
struct MarkedWave {
  double peak_s = 0.0;
  std::optional<double> on_s, off_s;
};

/// All that is marked in one lead, each kind in the order of time.
struct MarkedLead {
  std::vector<MarkedWave> p, qrs, t;
};

inline constexpr double kLudbRateHz = 500.0;

/// Reads a WFDB annotation file: 16-bit words, code in the upper six bits, time difference in the lower ten; code 59
/// holds a long difference in the next two words, code 63 text to be skipped. 1 is a QRS complex, 24 a P wave, 27 a T
/// wave, 39 and 40 open and close a wave.
inline MarkedLead read_marked_lead(const std::vector<std::uint8_t>& bytes) {
  MarkedLead lead;
  long sample = 0;
  std::optional<double> open_s;
  MarkedWave* last = nullptr;
  const auto word = [&](std::size_t i) { return static_cast<long>(bytes[i]) | static_cast<long>(bytes[i + 1]) << 8; };
  for (std::size_t i = 0; i + 1 < bytes.size();) {
    const long code = word(i) >> 10;
    const long value = word(i) & 1023;
    i += 2;
    if (code == 59 && i + 3 < bytes.size()) {
      sample += (word(i) << 16) + word(i + 2);
      i += 4;
      continue;
    }
    if (code >= 59) {
      i += code == 63 ? static_cast<std::size_t>(value + value % 2) : 0;
      continue;
    }
    sample += value;
    const double time_s = static_cast<double>(sample) / kLudbRateHz;
    if (code == 39)
      open_s = time_s;
    if (code == 40 && last != nullptr)
      last->off_s = time_s;
    if (code == 1 || code == 24 || code == 27) {
      std::vector<MarkedWave>& kind = code == 1 ? lead.qrs : code == 24 ? lead.p : lead.t;
      kind.push_back({time_s, open_s, std::nullopt});
      last = &kind.back();
    }
    if (code == 40 || (code != 39 && code != 0 && last == nullptr))
      last = nullptr, open_s = std::nullopt;
  }
  return lead;
}

/// The ending of a lead's annotation file, e.g. ".avr".
inline std::string ludb_ending(leadwise::Lead lead) {
  static constexpr std::array<const char*, leadwise::kLeadCount> kEndings = {
      ".i", ".ii", ".iii", ".avr", ".avl", ".avf", ".v1", ".v2", ".v3", ".v4", ".v5", ".v6"};
  return kEndings[leadwise::lead_index(lead)];
}

/// Where a record of LUDB lies, without an ending.
inline std::string ludb_path(int number) { return data_folder() + "/recordings/ludb/data/" + std::to_string(number); }
