#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "beats/beat_classes.hpp"
#include "beats/pacing_spikes.hpp"
#include "beats/rr_rhythm.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/signal.hpp"
#include "real_records.hpp"

using leadwise::Beat;
using leadwise::BeatType;
using leadwise::EcgRecord;
using leadwise::RhythmRegularity;

namespace {

// Of LUDB's table: pacemaker present.
constexpr std::array<int, 5> kPacedInLudb = {8, 34, 45, 90, 104};

// PTB-XL's lines by their number; what is asked of them are SCP codes in quotes: 'PACE'.
std::map<int, std::string> ptbxl_lines() {
  std::map<int, std::string> lines;
  std::ifstream table(data_folder() + "/recordings/ptbxl/ptbxl_database.csv");
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line))
    lines[std::atoi(line.c_str())] = line;
  return lines;
}

bool has_code(const std::string& line, const char* code) {
  return line.find("'" + std::string(code) + "'") != std::string::npos;
}

std::optional<EcgRecord> ptbxl_record(int number) {
  std::string name = std::to_string(number);
  name.insert(0, 5 - name.size(), '0');
  return real_record(data_folder() + "/recordings/ptbxl/records500/00000/" + name + "_hr");
}

std::vector<Beat> real_beats_of(const EcgRecord& record) {
  return leadwise::classify_beats(leadwise::independent_leads(*leadwise::leads_at_model_rate(record)),
                                  leadwise::detect_qrs(record), {std::nullopt, leadwise::find_pacing_spikes(record)});
}

bool has(const std::vector<Beat>& beats, BeatType type) {
  return std::any_of(beats.begin(), beats.end(), [type](const Beat& beat) { return beat.type == type; });
}

struct Tally {
  int of = 0, found = 0;

  void add(bool is_found) {
    ++of;
    found += is_found ? 1 : 0;
  }
};

}  // namespace

TEST_CASE("On PTB-XL and LUDB paced beats are found where the tables say so, and nowhere else", "[recordings]") {
  Tally paced, others;
  for (const auto& [number, line] : ptbxl_lines()) {
    if (const auto record = ptbxl_record(number))
      (has_code(line, "PACE") ? paced : others).add(has(real_beats_of(*record), BeatType::paced));
  }
  for (int number = 1; number <= 200; ++number) {
    const bool is_paced = std::find(kPacedInLudb.begin(), kPacedInLudb.end(), number) != kPacedInLudb.end();
    if (const auto record = real_record(data_folder() + "/recordings/ludb/data/" + std::to_string(number)))
      (is_paced ? paced : others).add(has(real_beats_of(*record), BeatType::paced));
  }
  if (others.of == 0)
    SKIP("no records below " << data_folder());
  std::cout << "Paced beats in " << paced.found << " of " << paced.of << " paced ECGs and in " << others.found << " of "
            << others.of << " others\n";
  CHECK(paced.found >= 10);  // of 11; the pulses of LUDB's bipolar one are too small
  CHECK(others.found == 0);
}

TEST_CASE("On PTB-XL ventricular ectopic beats, fibrillation and sinus rhythm are told apart", "[recordings]") {
  Tally ectopic, plain, fibrillation, sinus;
  for (const auto& [number, line] : ptbxl_lines()) {
    const auto record = ptbxl_record(number);
    if (!record)
      continue;
    const std::vector<Beat> beats = real_beats_of(*record);
    const bool is_chaotic = leadwise::judge_regularity(beats) == RhythmRegularity::irregularly_irregular;
    if (has_code(line, "PVC"))
      ectopic.add(has(beats, BeatType::ectopic));
    if (has_code(line, "NORM") && has_code(line, "SR") && !has_code(line, "PVC") && !has_code(line, "PAC"))
      plain.add(has(beats, BeatType::ectopic));
    if (has_code(line, "AFIB"))
      fibrillation.add(is_chaotic);
    if (has_code(line, "SR"))
      sinus.add(is_chaotic);
  }
  if (sinus.of == 0)
    SKIP("no PTB-XL records below " << data_folder());
  std::cout << "Ectopic beats in " << ectopic.found << " of " << ectopic.of << " ECGs with PVC and " << plain.found
            << " of " << plain.of << " normal ones; irregularly irregular " << fibrillation.found << " of "
            << fibrillation.of << " with AFIB and " << sinus.found << " of " << sinus.of << " with SR\n";
  CHECK(ectopic.found >= 14);  // of 16
  CHECK(plain.found * 50 <= plain.of);
  CHECK(fibrillation.found >= 11);  // of 13
  CHECK(sinus.found * 50 <= sinus.of);
}
