#pragma once

#include "data/record_facts.hpp"

namespace leadwise::training {

/// A record that a source offers: where it lies and what the source says of it.
struct ListedRecord {
  std::string path;  ///< below the source, as the list or the folder has it
  RecordFacts facts;
  /// What is taken where the file itself is silent; a rhythm is paced whoever says so.
  std::optional<std::string> time;
  std::optional<double> age_years;
  std::optional<Sex> sex;
  std::optional<bool> paced;
};

/// Names a record by its database and path: path_sha256, and a uid of 16 digits of a hash, so that file names which name
/// patients go no further.
void name_by_path(ListedRecord& record);

}  // namespace leadwise::training
