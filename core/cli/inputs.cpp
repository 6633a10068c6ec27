#include "inputs.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <new>
#include <optional>
#include <set>
#include <system_error>

#include "archived_records.hpp"
#include "leadwise/archive.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

// Enough to tell a format; headers are read whole.
constexpr std::uintmax_t kDetectionBytes = 65536;

/// One file that may be a record, or an archive of some.
struct Candidate {
  fs::path path;
  bool recognised = false;
  std::vector<fs::path> parts;
  std::vector<ArchivedRecord> archived;
};

bool equal_ignoring_case(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// The file that a header means: by its name, else by its name in other letters, which copying often changes.
std::optional<fs::path> find_part(const fs::path& folder, const std::string& name) {
  std::error_code error;
  if (fs::is_regular_file(folder / name, error))
    return folder / name;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (equal_ignoring_case(entry->path().filename().string(), name))
      return folder / entry->path().filename();
  }
  return std::nullopt;
}

std::vector<fs::path> parts_of(const fs::path& path) {
  const Result<Bytes> whole = read_file(path);
  std::vector<fs::path> parts;
  if (!whole)
    return parts;
  for (const std::string& name : referenced_files({path.filename().string(), *whole})) {
    if (auto part = find_part(path.parent_path(), name))
      parts.push_back(std::move(*part));
  }
  return parts;
}

Candidate candidate_for(const fs::path& path) {
  Candidate candidate{path, false, {}, {}};
  const Result<Bytes> head = read_file(path, kDetectionBytes);
  if (!head)
    return candidate;
  if (is_archive({path.filename().string(), *head})) {
    // An archive that cannot be opened is an input that failed, not a file that is no ECG.
    const auto records = records_in_archive(path);
    candidate.archived = records.value_or(std::vector<ArchivedRecord>{});
    candidate.recognised = !records || !candidate.archived.empty();
    return candidate;
  }
  const auto format = detect_format({path.filename().string(), *head});
  candidate.recognised = format.has_value();
  if (format == "wfdb")
    candidate.parts = parts_of(path);
  return candidate;
}

/// The files below a folder, sorted by path. Symbolic links to folders are not followed, so there are no
/// loops.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored))
      files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
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

void add_records(const std::vector<Candidate>& candidates, bool skip_unrecognised, Inputs& inputs) {
  const std::set<fs::path> parts = parts_of_others(candidates);
  for (const Candidate& candidate : candidates) {
    if (parts.count(candidate.path.lexically_normal()) != 0)
      continue;
    if (skip_unrecognised && !candidate.recognised) {
      ++inputs.skipped;
      continue;
    }
    if (candidate.archived.size() > 1) {
      for (const ArchivedRecord& record : candidate.archived)
        inputs.records.push_back({candidate.path.string() + '/' + record.name, {candidate.path}, record.members});
      continue;
    }
    Input input{candidate.path.string(), {candidate.path}};
    input.files.insert(input.files.end(), candidate.parts.begin(), candidate.parts.end());
    inputs.records.push_back(std::move(input));
  }
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& paths) {
  Inputs inputs;
  std::vector<Candidate> named;
  for (const std::string& text : paths) {
    std::error_code error;
    if (fs::is_directory(text, error)) {
      std::vector<Candidate> below;
      for (const fs::path& path : files_below(text))
        below.push_back(candidate_for(path));
      add_records(below, true, inputs);
    } else {
      named.push_back(candidate_for(with_header_ending(text)));
    }
  }
  add_records(named, false, inputs);
  return inputs;
}

void report_skipped(const Inputs& inputs) {
  if (inputs.skipped != 0)
    std::fprintf(stderr, "%zu files that are no ECG were skipped\n", inputs.skipped);
  if (inputs.records.empty())
    std::fprintf(stderr, "no ECG was found\n");
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
  try {
    return read_in_memory(input, options);
  } catch (const std::bad_alloc&) {
    // One record that needs more memory than there is must not end the others.
    return fail(ErrorCode::OutOfMemory, "no memory to read this record");
  }
}

void add_read_options(CLI::App& command, ReadOptions& options) {
  static const std::map<std::string, VoltageUnit> kUnits = {
      {"mV", VoltageUnit::millivolt}, {"uV", VoltageUnit::microvolt}, {"V", VoltageUnit::volt}};
  command
      .add_option_function<std::string>(
          "--unit", [&options](const std::string& name) { options.unit = kUnits.at(name); },
          "Unit of the samples, where the file does not state it")
      ->check(CLI::IsMember(std::vector<std::string>{"mV", "uV", "V"}));
  command
      .add_option_function<double>(
          "--rate", [&options](const double& rate_hz) { options.sampling_rate_hz = rate_hz; },
          "Sampling rate in Hz, where the file does not state it")
      ->check(CLI::PositiveNumber);
}

}  // namespace leadwise::cli
