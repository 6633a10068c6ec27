#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <iostream>
#include <string>

#include "beat_agreement.hpp"
#include "leadwise/beats.hpp"
#include "ludb_halves.hpp"
#include "real_records.hpp"

using leadwise::detect_qrs;
using leadwise::Lead;

namespace {

constexpr double kAnsiReachS = 0.150;  // of ANSI/AAMI EC57
constexpr std::size_t kFewestLeads = 6;
constexpr std::array<const char*, 12> kLeadEndings = {".i",  ".ii", ".iii", ".avr", ".avl", ".avf",
                                                      ".v1", ".v2", ".v3",  ".v4",  ".v5",  ".v6"};

// Samples of the normal-beat annotations (code 1) of a WFDB annotation file: 16-bit words, code in the upper six bits,
// time difference in the lower ten; code 59 holds a long difference in the next two words, code 63 text to be skipped.
std::vector<long> annotated_beats(const std::vector<std::uint8_t>& bytes) {
  std::vector<long> beats;
  long sample = 0;
  const auto word = [&](std::size_t i) { return static_cast<long>(bytes[i]) | static_cast<long>(bytes[i + 1]) << 8; };
  for (std::size_t i = 0; i + 1 < bytes.size();) {
    const long code = word(i) >> 10;
    const long value = word(i) & 1023;
    i += 2;
    if (code == 59 && i + 3 < bytes.size()) {
      sample += (word(i) << 16) + word(i + 2);
      i += 4;
    } else if (code == 63) {
      i += static_cast<std::size_t>(value + value % 2);
    } else if (code < 60) {
      sample += value;
      if (code == 1) {
        beats.push_back(sample);
      }
    }
  }
  return beats;
}

// The cardiologists marked each lead alone: a beat is where at least half of the leads have one, at their median.
std::vector<double> reference_beats(const std::string& path, double sampling_rate_hz) {
  std::vector<double> marks_s;
  for (const char* ending : kLeadEndings) {
    for (const long sample : annotated_beats(file_bytes(path + ending))) {
      marks_s.push_back(static_cast<double>(sample) / sampling_rate_hz);
    }
  }
  std::sort(marks_s.begin(), marks_s.end());
  std::vector<double> beats_s;
  for (std::size_t first = 0; first < marks_s.size();) {
    std::size_t last = first + 1;
    while (last < marks_s.size() && marks_s[last] - marks_s[last - 1] < kAnsiReachS) {
      ++last;
    }
    if (last - first >= kFewestLeads) {
      beats_s.push_back(marks_s[(first + last) / 2]);
    }
    first = last;
  }
  return beats_s;
}

// LUDB leaves the first and last beats unmarked.
std::vector<double> between(std::vector<double> found_s, const std::vector<double>& truth_s) {
  std::erase_if(found_s, [&](double time_s) {
    return time_s < truth_s.front() - kAnsiReachS || time_s > truth_s.back() + kAnsiReachS;
  });
  return found_s;
}

std::optional<leadwise::EcgRecord> ludb_record(int number) {
  return real_record(data_folder() + "/recordings/ludb/data/" + std::to_string(number));
}

std::string ludb_path(int number) { return data_folder() + "/recordings/ludb/data/" + std::to_string(number); }

// Beats found and not found in all records of LUDB; `keep` says which leads are looked at. nullopt without the data.
template <class Keep>
std::optional<BeatAgreement> agreement_on_ludb(Keep keep) {
  BeatAgreement agreement;
  for (int number = 1; number <= 200; ++number) {
    if (auto record = ludb_record(number)) {
      std::erase_if(record->channels, [&](const leadwise::Channel& channel) { return !keep(*channel.lead); });
      const std::vector<double> truth_s = reference_beats(ludb_path(number), record->sampling_rate_hz);
      compare_beats(truth_s, between(detect_qrs(*record), truth_s), kAnsiReachS, agreement);
    }
  }
  return agreement.hits + agreement.missed > 0 ? std::optional(agreement) : std::nullopt;
}

// The same of all leads together, against what the cardiologists marked in each lead; one half of LUDB.
std::optional<BeatAgreement> agreement_lead_by_lead(bool tuning_half) {
  BeatAgreement agreement;
  for (int number = 1; number <= 200; ++number) {
    const auto record = may_tune_on_ludb(number) == tuning_half ? ludb_record(number) : std::nullopt;
    const std::vector<double> found_s = record ? detect_qrs(*record) : std::vector<double>{};
    for (std::size_t lead = 0; record && lead < kLeadEndings.size(); ++lead) {
      std::vector<double> truth_s;
      for (const long sample : annotated_beats(file_bytes(ludb_path(number) + kLeadEndings[lead])))
        truth_s.push_back(static_cast<double>(sample) / record->sampling_rate_hz);
      if (!truth_s.empty())
        compare_beats(truth_s, between(found_s, truth_s), kAnsiReachS, agreement);
    }
  }
  return agreement.hits + agreement.missed > 0 ? std::optional(agreement) : std::nullopt;
}

void print(const char* leads, const BeatAgreement& agreement) {
  std::cout << "LUDB, " << leads << ": " << agreement.hits << " beats found, " << agreement.missed << " missed, "
            << agreement.extra << " extra\n";
}

}  // namespace

TEST_CASE("On LUDB 99.8 % of the cardiologists' beats are found and 99.5 % of what is found is one, in either half",
          "[recordings]") {
  for (const bool tuning_half : {true, false}) {
    const auto agreement = agreement_lead_by_lead(tuning_half);
    if (!agreement) {
      SKIP("no LUDB records below " << data_folder());
    }
    print(tuning_half ? "the half to tune on, lead by lead" : "the other half, lead by lead", *agreement);
    CHECK(agreement->sensitivity() >= 0.998);
    CHECK(agreement->positive_predictivity() >= 0.995);
  }
}

TEST_CASE("On LUDB single leads suffice for 98 % of the beats", "[recordings]") {
  for (const Lead lead : {Lead::I, Lead::II, Lead::V1, Lead::V3, Lead::V6}) {
    const auto agreement = agreement_on_ludb([lead](Lead other) { return other == lead; });
    if (!agreement) {
      SKIP("no LUDB records below " << data_folder());
    }
    print(std::string(leadwise::lead_name(lead)).c_str(), *agreement);
    CHECK(agreement->sensitivity() >= 0.98);
    CHECK(agreement->positive_predictivity() >= 0.98);
  }
}
