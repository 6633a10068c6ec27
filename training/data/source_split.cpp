#include "data/source_split.hpp"

#include <algorithm>

#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

/// Where a recording would go if it were its patient's only one.
Part part_alone(const RecordFacts& facts, const TrainingConfig& config) {
  if (const auto named = facts.split ? part_of_name(*facts.split) : std::nullopt)
    return *named;
  return split_by_patient({facts}, config).front();
}

struct Placed {
  std::uint64_t patient;
  std::uint32_t position;
  Part part;
  bool named;
};

struct Scan {
  std::vector<Placed> placed;
  std::vector<std::uint64_t> names;
};

Result<Scan> scan(const RecordSource& source, const TrainingConfig& config) {
  Scan scan;
  scan.placed.reserve(source.count());
  scan.names.reserve(source.count());
  const auto visited = source.visit_facts([&](std::size_t position, const RecordFacts& facts) -> Result<void> {
    scan.names.push_back(text_hash(facts.uid));
    scan.placed.push_back({text_hash(facts.patient), static_cast<std::uint32_t>(position), part_alone(facts, config),
                           facts.split.has_value()});
    return {};
  });
  if (!visited)
    return tl::unexpected(visited.error());
  return scan;
}

/// One patient's recordings: all where the list puts them, else only tested on if one of them may only be judged by.
std::optional<Error> settle(std::span<Placed> patient, const RecordSource& source) {
  const auto named = std::find_if(patient.begin(), patient.end(), [](const Placed& p) { return p.named; });
  const bool only_tested =
      std::any_of(patient.begin(), patient.end(), [](const Placed& p) { return p.part >= Part::test; });
  for (auto& placed : patient) {
    if (named != patient.end() && placed.part != named->part && placed.named)
      return Error{ErrorCode::PatientInTwoParts, "\"" + name_of(source, named->position) + "\" and \"" +
                                                     name_of(source, placed.position) +
                                                     "\" are of one patient and in different splits"};
    if (named != patient.end())
      placed.part = named->part;
    else if (only_tested && placed.part != Part::external)
      placed.part = Part::test;
  }
  return std::nullopt;
}

std::optional<Error> find_duplicate(std::vector<std::uint64_t> names, const RecordSource& source) {
  auto sorted = names;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end())
    return std::nullopt;
  const auto first = std::find(names.begin(), names.end(), *twice);
  return Error{ErrorCode::DuplicateRecord,
               "two records are called \"" + name_of(source, static_cast<std::size_t>(first - names.begin())) + "\""};
}

}  // namespace

Result<std::vector<Part>> split_source(const RecordSource& source, const TrainingConfig& config) {
  auto scanned = scan(source, config);
  if (!scanned)
    return tl::unexpected(scanned.error());
  if (const auto duplicate = find_duplicate(std::move(scanned->names), source))
    return tl::unexpected(*duplicate);
  auto& placed = scanned->placed;
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::pair(a.patient, a.position) < std::pair(b.patient, b.position);
  });
  std::vector<Part> parts(source.count());
  for (auto first = placed.begin(); first != placed.end();) {
    const auto behind = std::find_if(first, placed.end(), [&](const Placed& p) { return p.patient != first->patient; });
    if (const auto error = settle({first, behind}, source))
      return tl::unexpected(*error);
    for (; first != behind; ++first)
      parts[first->position] = first->part;
  }
  return parts;
}

}  // namespace leadwise::training
