#pragma once

#include <filesystem>
#include <fstream>
#include <memory>

#include "ingest/listed_record.hpp"
#include "support/csv_table.hpp"

namespace leadwise::training {

/// True for a CSV file whose header has a column "path", however it is written, or one "label_…": a list of records, and no
/// recording.
bool is_record_list(const std::filesystem::path& path);

/// A list of records, read a row at a time: a manifest of ours (docs/shards.md), or MIMIC-IV-ECG's record_list.csv, told
/// by its columns subject_id, study_id, file_name, ecg_time and path.
class RecordList {
 public:
  /// `database` names the records' database where the list does not. Errors: FileNotReadable; InvalidHeader naming a
  /// column that is unknown or there twice.
  static Result<RecordList> open(const std::filesystem::path& path, const std::string& database);

  /// The next record; nullopt at the end. Errors, each naming the line: InvalidHeader (fields, split, weight, time, age,
  /// sex, paced, an empty path), InvalidLabel.
  Result<std::optional<ListedRecord>> next();

  std::size_t line_number() const { return table_->line_number(); }

 private:
  RecordList() = default;

  std::unique_ptr<std::ifstream> stream_;
  std::optional<TableReader> table_;
  TableRow row_;
  std::string database_;
  bool is_mimic_ = false;
};

/// Reads a whole list and refuses it as a whole, before anything is written. Holds 48 bytes a row. Errors: those of
/// RecordList; DuplicateRecord, PatientInTwoParts, each naming both lines.
Result<void> check_record_list(const std::filesystem::path& path, const std::string& database);

}  // namespace leadwise::training
