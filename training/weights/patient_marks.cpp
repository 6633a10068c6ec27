#include "weights/patient_marks.hpp"

#include <algorithm>
#include <cstdio>

#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

constexpr std::size_t kFewestPatients = 10;

/// Hashes stand for patients: names need not be held.
std::string mark_of(std::vector<std::uint64_t> patients) {
  std::sort(patients.begin(), patients.end());
  patients.erase(std::unique(patients.begin(), patients.end()), patients.end());
  if (patients.size() < kFewestPatients)
    return "";
  std::uint64_t hash = text_hash("");
  for (const auto patient : patients)
    hash = text_hash(std::to_string(patient) + '\n', hash);
  char text[5] = {};
  std::snprintf(text, sizeof(text), "%04x", static_cast<unsigned>((hash ^ hash >> 16 ^ hash >> 32) & 0xffffU));
  return text;
}

}  // namespace

Result<PatientMarks> patient_marks(const TrainingData& data) {
  std::map<std::string, std::map<std::string, std::vector<std::uint64_t>>> patients;
  const auto add = [&](Part part, const RecordFacts& facts) {
    patients[name_of_part(part)][facts.database].push_back(text_hash(facts.patient));
  };
  const auto visited = data.source->visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    add(data.parts[position], facts);
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  for (std::size_t i = 0; i < data.parts_of_refused.size(); ++i)
    add(data.parts_of_refused[i], data.set.facts_of_refused[i]);
  PatientMarks marks;
  for (auto& [part, databases] : patients)
    for (auto& [database, hashes] : databases)
      marks[part][database] = mark_of(std::move(hashes));
  return marks;
}

nlohmann::json marks_json(const PatientMarks& marks, const std::vector<std::string>& parts) {
  auto chosen = nlohmann::json::object();
  for (const auto& [part, databases] : marks)
    if (std::find(parts.begin(), parts.end(), part) != parts.end())
      chosen[part] = databases;
  return chosen;
}

}  // namespace leadwise::training
