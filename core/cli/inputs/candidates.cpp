#include "inputs/candidates.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "leadwise/archive.hpp"

namespace leadwise::cli {

namespace fs = std::filesystem;

Candidate candidate_for(const fs::path& path, FolderListings& listings) {
  Candidate candidate;
  candidate.path = path;
  const Result<Bytes> head = read_file(path, kDetectionBytes);
  if (!head) {
    candidate.error = head.error();
    return candidate;
  }
  if (is_archive({path.filename().string(), *head})) {
    // An archive that cannot be opened is an input that failed, not a file that is no ECG.
    const auto found = records_in_archive(path);
    candidate.recognised = !found || !found->records.empty() || !found->failed.empty();
    if (found && candidate.recognised) {
      candidate.archived = found->records;
      candidate.failed_in_archive = found->failed;
      candidate.skipped_in_archive = found->skipped;
    }
    return candidate;
  }
  const auto format = detect_format({path.filename().string(), *head});
  candidate.recognised = format.has_value();
  candidate.is_other_data = format && is_other_data({path.filename().string(), *head}, *format);
  if (format == "wfdb")
    candidate.parts = parts_of(path, *head, listings);
  return candidate;
}

// Headers come first, so that the signal files that they name, most
// of what there is to read, need not be looked at.
std::vector<Candidate> candidates_among(const FolderContent& content) {
  FolderListings listings;
  std::vector<Candidate> candidates;
  for (const UnreadableEntry& entry : content.unreadable)
    candidates.push_back(Candidate{.path = entry.path, .parts = {}, .archived = {}, .error = entry.error});
  std::set<fs::path> parts;
  const auto consider = [&](bool headers) {
    for (const fs::path& path : content.files) {
      if (is_named_header(path) != headers || parts.count(path) != 0)
        continue;
      candidates.push_back(candidate_for(path, listings));
      parts.insert(candidates.back().parts.begin(), candidates.back().parts.end());
    }
  };
  consider(true);
  consider(false);
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.path < b.path; });
  return candidates;
}

std::set<fs::path> parts_of_others(const std::vector<Candidate>& candidates) {
  std::set<fs::path> parts;
  for (const Candidate& candidate : candidates) {
    for (const fs::path& part : candidate.parts)
      parts.insert(part.lexically_normal());
  }
  return parts;
}

namespace {

/// A file that cannot be unpacked fails alone, under its own name.
void add_archived(const Candidate& candidate, Inputs& inputs) {
  const std::string folder = candidate.path.string() + '/';
  for (const ArchivedRecord& record : candidate.archived)
    inputs.records.push_back({folder + record.name, {candidate.path}, record.members});
  for (const FailedEntry& entry : candidate.failed_in_archive)
    inputs.records.push_back({folder + entry.name, {candidate.path}, {}, entry.error});
}

}  // namespace

void add_records_of(const Candidate& candidate, const std::set<fs::path>& parts, bool skip_unrecognised,
                    Inputs& inputs) {
  if (parts.count(candidate.path.lexically_normal()) != 0)
    return;
  if (candidate.error) {
    inputs.records.push_back({candidate.path.string(), {candidate.path}, {}, candidate.error});
    return;
  }
  if (skip_unrecognised && (!candidate.recognised || candidate.is_other_data)) {
    ++inputs.skipped;
    return;
  }
  inputs.skipped += candidate.skipped_in_archive;
  if (candidate.archived.size() + candidate.failed_in_archive.size() > 1) {
    add_archived(candidate, inputs);
    return;
  }
  Input input{candidate.path.string(), {candidate.path}};
  if (!candidate.archived.empty())
    input.members = candidate.archived.front().members;
  input.files.insert(input.files.end(), candidate.parts.begin(), candidate.parts.end());
  inputs.records.push_back(std::move(input));
}

}  // namespace leadwise::cli
