#include "inputs/inputs.hpp"

#include <cstdio>
#include <system_error>
#include <utility>

#include "inputs/candidates.hpp"
#include "inputs/header_parts.hpp"
#include "printable.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

void add_records(const std::vector<Candidate>& candidates, bool skip_unrecognised, Inputs& inputs) {
  const std::set<fs::path> parts = parts_of_others(candidates);
  for (const Candidate& candidate : candidates)
    add_records_of(candidate, parts, skip_unrecognised, inputs);
}

/// What the paths named on a command line lead to, folders before files.
class NamedPaths {
 public:
  Inputs find(const std::vector<std::string>& paths);

 private:
  void add_folder(const std::string& folder);
  void add_empty_folders();

  Inputs inputs_;
  FolderListings listings_;
  std::vector<Candidate> files_;
  std::vector<std::string> empty_folders_;
};

/// A WFDB record may be named without its ending, and a folder of the same name may lie beside it.
void NamedPaths::add_folder(const std::string& folder) {
  const std::size_t before = inputs_.records.size();
  inputs_.skipped += visit_inputs_below(folder, [&](Input input) {
    inputs_.records.push_back(std::move(input));
    return true;
  });
  std::error_code error;
  const std::string header = folder + ".hea";
  const bool has_header = fs::is_regular_file(header, error);
  const bool is_empty = inputs_.records.size() == before;
  if (has_header && is_empty)
    files_.push_back(candidate_for(header, listings_));
  else if (has_header)
    inputs_.remarks.push_back(folder + ": the folder was read; the record " + header + " beside it was not");
  else if (is_empty)
    empty_folders_.push_back(folder);
}

/// Where nothing at all was found, each is an input that failed.
void NamedPaths::add_empty_folders() {
  const bool found = !inputs_.records.empty();
  for (const std::string& folder : empty_folders_) {
    if (found)
      inputs_.remarks.push_back(folder + ": no ECG was found in this folder");
    else
      inputs_.records.push_back(
          {folder, {folder}, {}, Error{ErrorCode::UnknownFormat, "no ECG was found in this folder"}});
  }
}

Inputs NamedPaths::find(const std::vector<std::string>& paths) {
  for (const std::string& text : paths) {
    std::error_code error;
    if (fs::is_directory(text, error))
      add_folder(text);
    else
      files_.push_back(candidate_for(with_header_ending(text), listings_));
  }
  add_records(files_, false, inputs_);
  add_empty_folders();
  return std::move(inputs_);
}

}  // namespace

Input input_of_file(const fs::path& path) {
  FolderListings listings;
  const fs::path file = with_header_ending(path);
  Input input{file.string(), {file}};
  if (!is_named_header(file))
    return input;
  for (fs::path& part : parts_named_by(file, listings))
    input.files.push_back(std::move(part));
  return input;
}

Inputs find_inputs(const std::vector<std::string>& paths) { return NamedPaths().find(paths); }

void report_skipped(const Inputs& inputs) {
  for (const std::string& remark : inputs.remarks)
    std::fprintf(stderr, "%s\n", printable(remark).c_str());
  if (inputs.skipped == 1)
    std::fprintf(stderr, "1 file that is no ECG was skipped\n");
  else if (inputs.skipped != 0)
    std::fprintf(stderr, "%zu files that are no ECG were skipped\n", inputs.skipped);
}

}  // namespace leadwise::cli
