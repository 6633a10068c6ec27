#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/lead.hpp"
#include "real_records.hpp"

/// One wave as a cardiologist marked it in one lead, seconds from the start of the record.
struct MarkedWave {
  double on_s = 0.0, peak_s = 0.0, off_s = 0.0;
};

/// One beat in one lead. LUDB leaves the first and last beats of a record unmarked.
struct MarkedBeat {
  MarkedWave qrs;
  std::optional<MarkedWave> p, t;
};

/// Beats by lead, in the order of kTwelveLeads.
struct LudbRecord {
  leadwise::EcgRecord record;
  std::array<std::vector<MarkedBeat>, leadwise::kLeadCount> marks;
};

namespace ludb {

inline constexpr std::array<const char*, leadwise::kLeadCount> kEndings = {".i",  ".ii", ".iii", ".avr", ".avl", ".avf",
                                                                           ".v1", ".v2", ".v3",  ".v4",  ".v5",  ".v6"};
inline constexpr double kLongestPqS = 0.45;  // a P wave further off belongs to no QRS complex
inline constexpr double kLongestQtS = 0.75;

struct Symbol {
  double time_s;
  std::string text;
};

/// A lead's symbols in pairs of brackets around a peak. A bracket that is missing leaves the wave out.
inline std::vector<MarkedWave> waves_of(const std::vector<Symbol>& symbols, const std::string& peak) {
  std::vector<MarkedWave> waves;
  for (std::size_t i = 1; i + 1 < symbols.size(); ++i) {
    if (symbols[i].text == peak && symbols[i - 1].text == "(" && symbols[i + 1].text == ")")
      waves.push_back({symbols[i - 1].time_s, symbols[i].time_s, symbols[i + 1].time_s});
  }
  return waves;
}

/// A P wave belongs to the next QRS complex of its lead, a T wave to the last one.
inline std::vector<MarkedBeat> beats_of(const std::vector<Symbol>& symbols) {
  std::vector<MarkedBeat> beats;
  for (const MarkedWave& qrs : waves_of(symbols, "N"))
    beats.push_back({qrs, std::nullopt, std::nullopt});
  const auto next_after = [&](double time_s) {
    return std::find_if(beats.begin(), beats.end(), [&](const MarkedBeat& b) { return b.qrs.peak_s > time_s; });
  };
  for (const MarkedWave& p : waves_of(symbols, "p")) {
    const auto beat = next_after(p.peak_s);
    if (beat != beats.end() && beat->qrs.on_s - p.on_s < kLongestPqS)
      beat->p = p;
  }
  for (const MarkedWave& t : waves_of(symbols, "t")) {
    const auto next = next_after(t.peak_s);
    if (next != beats.begin() && t.off_s - std::prev(next)->qrs.on_s < kLongestQtS)
      std::prev(next)->t = t;
  }
  return beats;
}

inline std::optional<leadwise::EcgRecord> annotated_record(const std::string& path) {
  std::vector<std::vector<std::uint8_t>> bytes = {file_bytes(path + ".hea"), file_bytes(path + ".dat")};
  std::vector<std::string> names = {".hea", ".dat"};
  for (const char* ending : kEndings) {
    bytes.push_back(file_bytes(path + ending));
    names.push_back(ending);
  }
  const std::string base = path.substr(path.rfind('/') + 1);
  std::vector<leadwise::FileBytes> files;
  for (std::string& name : names)
    name = base + name;
  for (std::size_t i = 0; i < names.size(); ++i)
    files.push_back({names[i], bytes[i]});
  auto record = leadwise::read_record(files);
  return record ? std::optional(*std::move(record)) : std::nullopt;
}

}  // namespace ludb

/// Record `number` (1 to 200) with its marks; nullopt where the data lack it.
inline std::optional<LudbRecord> ludb_record(int number) {
  auto record = ludb::annotated_record(data_folder() + "/recordings/ludb/data/" + std::to_string(number));
  if (!record)
    return std::nullopt;
  std::array<std::vector<ludb::Symbol>, leadwise::kLeadCount> symbols;
  for (const leadwise::Annotation& mark : record->annotations) {
    if (const auto lead = mark.channel ? leadwise::parse_lead(*mark.channel) : std::nullopt)
      symbols[leadwise::lead_index(*lead)].push_back({mark.time_s, mark.text});
  }
  LudbRecord marked{*std::move(record), {}};
  for (std::size_t lead = 0; lead < symbols.size(); ++lead)
    marked.marks[lead] = ludb::beats_of(symbols[lead]);
  return marked;
}
