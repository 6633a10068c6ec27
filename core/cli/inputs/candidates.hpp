#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

#include "inputs/archived_records.hpp"
#include "inputs/folder_content.hpp"
#include "inputs/header_parts.hpp"
#include "inputs/inputs.hpp"

namespace leadwise::cli {

/// One file that may be a record, or an archive of some.
struct Candidate {
  std::filesystem::path path;
  bool recognised = false;
  bool is_other_data = false;  ///< recognised, and yet hardly a recording
  std::vector<std::filesystem::path> parts;
  std::vector<ArchivedRecord> archived;
  std::vector<FailedEntry> failed_in_archive = {};
  std::size_t skipped_in_archive = 0;
  std::optional<Error> error = {};  ///< why its first bytes cannot be read
};

/// Looks into one file. What cannot be read is a candidate with its error.
Candidate candidate_for(const std::filesystem::path& path, FolderListings& listings);

/// The files of one folder that may be records, sorted.
std::vector<Candidate> candidates_among(const FolderContent& content);

/// The files that belong to the record of another.
std::set<std::filesystem::path> parts_of_others(const std::vector<Candidate>& candidates);

/// Adds the candidate's records, of an archive all in it. Counts what is no ECG as skipped, or, where `skip_unrecognised`
/// is false, adds it too, so that reading it says why.
void add_records_of(const Candidate& candidate, const std::set<std::filesystem::path>& parts, bool skip_unrecognised,
                    Inputs& inputs);

}  // namespace leadwise::cli
