#include "inputs.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "archived_records.hpp"
#include "folder_content.hpp"
#include "leadwise/archive.hpp"
#include "printable.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

// Enough to tell a format; headers are read whole.
constexpr std::uintmax_t kDetectionBytes = 65536;

/// One file that may be a record, or an archive of some.
struct Candidate {
  fs::path path;
  bool recognised = false;
  bool is_other_data = false;  ///< recognised, and yet hardly a recording
  std::vector<fs::path> parts;
  std::vector<ArchivedRecord> archived;
  std::size_t skipped_in_archive = 0;
  std::optional<Error> error = {};  ///< why its first bytes cannot be read
};

bool equal_ignoring_case(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// What folders hold, each listed once however many records lie in it.
class Folders {
 public:
  /// The file that a header means: by its name, else by its name in other letters, which copying often changes.
  std::optional<fs::path> find(const fs::path& folder, const std::string& name) {
    std::error_code error;
    if (fs::is_regular_file(folder / name, error))
      return folder / name;
    for (const std::string& other : files_like(folder, name)) {
      if (equal_ignoring_case(other, name))
        return folder / other;
    }
    return std::nullopt;
  }

  /// The names of the files in `folder` that are equal to `name` but for the ending and the case of letters.
  const std::vector<std::string>& files_like(const fs::path& folder, const std::string& name) {
    const auto [listing, is_new] = by_stem_.try_emplace(folder);
    if (is_new)
      list(folder, listing->second);
    return listing->second[stem_of(name)];
  }

 private:
  using Listing = std::map<std::string, std::vector<std::string>>;

  static std::string stem_of(const std::string& name) {
    std::string stem = name.substr(0, name.rfind('.'));
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return stem;
  }

  static void list(const fs::path& folder, Listing& listing) {
    std::error_code error;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code ignored;
      const std::string name = entry->path().filename().string();
      if (entry->is_regular_file(ignored))
        listing[stem_of(name)].push_back(name);
    }
    for (auto& [stem, names] : listing)
      std::sort(names.begin(), names.end());
  }

  std::map<fs::path, Listing> by_stem_;
};

/// The files that a header names, if they are there.
std::vector<fs::path> named_by(const fs::path& header, Folders& folders) {
  const Result<Bytes> whole = read_file(header);
  std::vector<fs::path> parts;
  if (!whole)
    return parts;
  for (const std::string& name : referenced_files({header.filename().string(), *whole})) {
    if (auto part = folders.find(header.parent_path(), name))
      parts.push_back(std::move(*part));
  }
  return parts;
}

/// Annotation files: their beginning tells.
void add_accompanying(const fs::path& header, const Bytes& head, Folders& folders, std::vector<fs::path>& parts) {
  for (const std::string& name : folders.files_like(header.parent_path(), header.filename().string())) {
    const fs::path path = header.parent_path() / name;
    if (path == header || std::find(parts.begin(), parts.end(), path) != parts.end())
      continue;
    const Result<Bytes> beginning = read_file(path, kDetectionBytes);
    if (beginning && accompanies({header.filename().string(), head}, {name, *beginning}))
      parts.push_back(path);
  }
}

/// The files that a header names, and those that the headers of its segments name.
std::vector<fs::path> parts_named_by(const fs::path& header, Folders& folders) {
  std::vector<fs::path> parts = named_by(header, folders);
  std::set<fs::path> known(parts.begin(), parts.end());
  const std::size_t named = parts.size();
  for (std::size_t i = 0; i < named; ++i) {
    if (!equal_ignoring_case(parts[i].extension().string(), ".hea"))
      continue;
    for (fs::path& inner : named_by(parts[i], folders)) {
      if (known.insert(inner).second)
        parts.push_back(std::move(inner));
    }
  }
  return parts;
}

/// Those, and what accompanies the header.
std::vector<fs::path> parts_of(const fs::path& header, const Bytes& head, Folders& folders) {
  std::vector<fs::path> parts = parts_named_by(header, folders);
  add_accompanying(header, head, folders, parts);
  return parts;
}

Candidate candidate_for(const fs::path& path, Folders& folders) {
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
    candidate.recognised = !found || !found->records.empty();
    if (found && candidate.recognised) {
      candidate.archived = found->records;
      candidate.skipped_in_archive = found->skipped;
    }
    return candidate;
  }
  const auto format = detect_format({path.filename().string(), *head});
  candidate.recognised = format.has_value();
  candidate.is_other_data = format && is_other_data({path.filename().string(), *head}, *format);
  if (format == "wfdb")
    candidate.parts = parts_of(path, *head, folders);
  return candidate;
}

bool is_named_header(const fs::path& path) { return equal_ignoring_case(path.extension().string(), ".hea"); }

/// The files of one folder that may be records, sorted. Headers come first, so that the signal files that they name, most
/// of what there is to read, need not be looked at.
std::vector<Candidate> candidates_among(const FolderContent& content) {
  Folders folders;
  std::vector<Candidate> candidates;
  for (const UnreadableEntry& entry : content.unreadable)
    candidates.push_back(Candidate{.path = entry.path, .parts = {}, .archived = {}, .error = entry.error});
  std::set<fs::path> parts;
  const auto consider = [&](bool headers) {
    for (const fs::path& path : content.files) {
      if (is_named_header(path) != headers || parts.count(path) != 0)
        continue;
      candidates.push_back(candidate_for(path, folders));
      parts.insert(candidates.back().parts.begin(), candidates.back().parts.end());
    }
  };
  consider(true);
  consider(false);
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.path < b.path; });
  return candidates;
}

/// A WFDB record may be named without its ending.
fs::path with_header_ending(const fs::path& path) {
  std::error_code error;
  fs::path header = path;
  header += ".hea";
  return !fs::exists(path, error) && fs::exists(header, error) ? header : path;
}

std::set<fs::path> parts_of_others(const std::vector<Candidate>& candidates) {
  std::set<fs::path> parts;
  for (const Candidate& candidate : candidates) {
    for (const fs::path& part : candidate.parts)
      parts.insert(part.lexically_normal());
  }
  return parts;
}

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
  if (candidate.archived.size() > 1) {
    for (const ArchivedRecord& record : candidate.archived)
      inputs.records.push_back({candidate.path.string() + '/' + record.name, {candidate.path}, record.members});
    return;
  }
  Input input{candidate.path.string(), {candidate.path}};
  if (!candidate.archived.empty())
    input.members = candidate.archived.front().members;
  input.files.insert(input.files.end(), candidate.parts.begin(), candidate.parts.end());
  inputs.records.push_back(std::move(input));
}

void add_records(const std::vector<Candidate>& candidates, bool skip_unrecognised, Inputs& inputs) {
  const std::set<fs::path> parts = parts_of_others(candidates);
  for (const Candidate& candidate : candidates)
    add_records_of(candidate, parts, skip_unrecognised, inputs);
}

/// A walk through all that lies below one folder.
class FolderWalk {
 public:
  FolderWalk(const fs::path& root, const InputVisitor& visit) : visit_(visit), entered_(root) { walk(root, false); }

  std::size_t skipped() const { return skipped_; }

 private:
  void walk(const fs::path& folder, bool by_link);
  void walk_below(const fs::path& folder, bool by_link);
  void give(Input input) { goes_on_ = goes_on_ && visit_(std::move(input)); }
  void give(const Candidate& candidate, const std::set<fs::path>& parts);

  const InputVisitor& visit_;
  EnteredFolders entered_;
  std::size_t skipped_ = 0;
  bool goes_on_ = true;
};

void FolderWalk::give(const Candidate& candidate, const std::set<fs::path>& parts) {
  Inputs found;
  add_records_of(candidate, parts, true, found);
  skipped_ += found.skipped;
  for (Input& input : found.records)
    give(std::move(input));
}

void FolderWalk::walk_below(const fs::path& folder, bool by_link) {
  std::error_code error;
  const bool reached_by_link = by_link || fs::is_symlink(folder, error);
  if (entered_.enter(folder, reached_by_link))
    walk(folder, reached_by_link);
}

/// Files and folders take turns as their names sort, which is how whole paths sort.
void FolderWalk::walk(const fs::path& folder, bool by_link) {
  const FolderContent content = content_of(folder);
  if (content.error)
    give({folder.string(), {folder}, {}, content.error});
  skipped_ += content.others;
  const std::vector<Candidate> candidates = candidates_among(content);
  const std::set<fs::path> parts = parts_of_others(candidates);
  auto below = content.folders.begin();
  for (const Candidate& candidate : candidates) {
    for (; goes_on_ && below != content.folders.end() && *below < candidate.path; ++below)
      walk_below(*below, by_link);
    if (!goes_on_)
      return;
    give(candidate, parts);
  }
  for (; goes_on_ && below != content.folders.end(); ++below)
    walk_below(*below, by_link);
}

/// What the paths named on a command line lead to, folders before files.
class NamedPaths {
 public:
  Inputs find(const std::vector<std::string>& paths);

 private:
  void add_folder(const std::string& folder);
  void add_empty_folders();

  Inputs inputs_;
  Folders folders_;
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
    files_.push_back(candidate_for(header, folders_));
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
      files_.push_back(candidate_for(with_header_ending(text), folders_));
  }
  add_records(files_, false, inputs_);
  add_empty_folders();
  return std::move(inputs_);
}

}  // namespace

std::size_t visit_inputs_below(const fs::path& folder, const InputVisitor& visit) {
  return FolderWalk(folder, visit).skipped();
}

Input input_of_file(const fs::path& path) {
  Folders folders;
  const fs::path file = with_header_ending(path);
  Input input{file.string(), {file}};
  if (!is_named_header(file))
    return input;
  for (fs::path& part : parts_named_by(file, folders))
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

namespace {

Result<EcgRecord> read_in_memory(const Input& input, const ReadOptions& options) {
  if (!input.members.empty())
    return read_archived_record(input.files.front(), input.members, options);
  std::vector<Bytes> contents;
  std::vector<FileBytes> files;
  contents.reserve(input.files.size());
  for (const fs::path& path : input.files) {
    Result<Bytes> bytes = read_file(path);
    if (!bytes)
      return tl::unexpected(bytes.error());
    contents.push_back(std::move(*bytes));
    files.push_back({path.filename().string(), contents.back()});
  }
  return read_record(files, options);
}

}  // namespace

Result<EcgRecord> read_input(const Input& input, const ReadOptions& options) {
  if (input.error)
    return tl::unexpected(*input.error);
  try {
    return read_in_memory(input, options);
  } catch (const std::bad_alloc&) {
    // One record that needs more memory than there is must not end the others.
    return fail(ErrorCode::OutOfMemory, "no memory to read this record");
  }
}

}  // namespace leadwise::cli
