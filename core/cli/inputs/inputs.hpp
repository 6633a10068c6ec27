#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "files.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::cli {

/// One record to be read: its own file, and the files that it names.
struct Input {
  std::string name;  ///< as it is printed
  std::vector<std::filesystem::path> files;
  /// Where `files` is an archive of several records: the names in it of this record's files, its own first.
  std::vector<std::string> members = {};
  /// Why it cannot be read at all (a folder that may not be listed): an input that failed, never one that is left out.
  std::optional<Error> error = {};
};

struct Inputs {
  std::vector<Input> records;
  std::size_t skipped = 0;                ///< files below a folder or in an archive that are no ECG
  std::vector<std::string> remarks = {};  ///< what whoever named the paths should know
};

/// Finds the records behind the paths given: files as they are (a WFDB record also without its ending),
/// folders with every ECG below them, sorted, archives with every ECG in them. A file that another one names as its
/// part is not a record of its own. Symbolic links to folders are followed, each folder being read once. What cannot be read
/// is a record that failed; of folders without an ECG so is each where nothing else was found.
Inputs find_inputs(const std::vector<std::string>& paths);

/// Takes one record after the other; false ends the search.
using InputVisitor = std::function<bool(Input)>;

/// Goes through every ECG below a folder in the order of find_inputs. Holds the names of no more than the folders that lie
/// above one another, so millions of records cost no memory. Returns how many files were passed over as no ECG.
std::size_t visit_inputs_below(const std::filesystem::path& folder, const InputVisitor& visit);

/// The record of one file (a WFDB record also without its ending), with the files that it names; does not look for what
/// else lies in its folder.
Input input_of_file(const std::filesystem::path& path);

/// Says on stderr what there is to remark, and how many files below folders and in archives were passed over.
void report_skipped(const Inputs& inputs);

/// Opens the files of one record and reads it.
Result<EcgRecord> read_input(const Input& input, const ReadOptions& options);

}  // namespace leadwise::cli
