#include "wfdb/wfdb_signals.hpp"

#include <algorithm>
#include <string>

#include "text/text_lines.hpp"
#include "wfdb/wfdb_notes.hpp"
#include "wfdb/wfdb_signal_file.hpp"

namespace leadwise::io {
namespace {

/// 55 hours of one lead at 250 Hz, 69 minutes of twelve at 1000 Hz: accepted whatever the files' size.
constexpr std::uint64_t kSamplesAlwaysAccepted = std::uint64_t{48} << 20;
/// Beyond that, samples for each byte given. ECGs that are truly compressed have fewer than 4.
constexpr std::uint64_t kMostSamplesPerByte = 16;

/// Consecutive signals of one file, and which signal of the header the first one is.
struct FileGroup {
  std::span<const WfdbSignal> signals;
  std::size_t first = 0;
};

// Signals of one file stand together in a header; null signals have no file.
std::vector<FileGroup> group_by_file(std::span<const WfdbSignal> signals) {
  std::vector<FileGroup> groups;
  for (std::size_t first = 0; first < signals.size();) {
    std::size_t end = first + 1;
    while (end < signals.size() && signals[end].file_name == signals[first].file_name &&
           signals[end].is_null() == signals[first].is_null())
      ++end;
    if (!signals[first].is_null())
      groups.push_back({signals.subspan(first, end - first), first});
    first = end;
  }
  return groups;
}

// Otherwise it would be open which samples of the file are whose.
Result<void> check_files_stand_together(std::span<const FileGroup> groups) {
  for (std::size_t i = 1; i < groups.size(); ++i) {
    const WfdbSignal& signal = groups[i].signals.front();
    const bool earlier =
        std::any_of(groups.begin(), groups.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const FileGroup& group) { return group.signals.front().file_name == signal.file_name; });
    if (earlier) {
      return fail(ErrorCode::InvalidHeader,
                  "WFDB header: the signals of " + quoted(signal.file_name) + " do not stand together", signal.offset);
    }
  }
  return {};
}

Result<std::size_t> find_part(const WfdbFiles& files, std::size_t header_file, const WfdbSignal& signal) {
  if (const auto found = files.find(header_file, signal.file_name))
    return *found;
  return fail(ErrorCode::MissingFile,
              "the WFDB header names the signal file " + quoted(base_name(signal.file_name)) +
                  ", which was not given; open both together",
              signal.offset);
}

/// A file under several spellings of its name would be decoded as often as a hostile header repeats it.
Result<void> check_read_once(std::vector<std::size_t>& read_files, std::size_t file, const WfdbSignal& signal) {
  if (std::find(read_files.begin(), read_files.end(), file) != read_files.end()) {
    return fail(
        ErrorCode::InvalidHeader,
        "WFDB header: the signal file " + quoted(base_name(signal.file_name)) + " is named in several spellings",
        signal.offset);
  }
  read_files.push_back(file);
  return {};
}

Result<void> add_traces(const FileGroup& group, const WfdbSignalData& data, EcgRecord& record, WfdbTraces& result) {
  std::size_t first_in_frame = 0;
  for (std::size_t i = 0; i < group.signals.size(); ++i) {
    auto trace = calibrate_wfdb_signal(group.signals[i], group.first + i, data, first_in_frame, record);
    if (!trace)
      return tl::unexpected(trace.error());
    if (*trace)
      result.traces.push_back(**std::move(trace));
    first_in_frame += static_cast<std::size_t>(group.signals[i].samples_per_frame);
  }
  return {};
}

Result<void> read_group(WfdbFiles& files, std::size_t file, const FileGroup& group, const WfdbLength& length,
                        EcgRecord& record, WfdbTraces& result) {
  const auto data = read_wfdb_signal_file(files.files[file], group.signals, length);
  if (!data)
    return tl::unexpected(data.error());
  files.taken[file] = true;
  result.frame_count = data->frame_count;
  return add_traces(group, *data, record, result);
}

// What cannot be read is said before what is missing: fetching the missing file would not help.
Result<void> check_groups(std::span<const FileGroup> groups) {
  if (auto checked = check_files_stand_together(groups); !checked)
    return checked;
  for (const FileGroup& group : groups) {
    if (auto format = wfdb_group_format(group.signals); !format)
      return tl::unexpected(format.error());
  }
  return {};
}

}  // namespace

WfdbFiles::WfdbFiles(std::span<const FileBytes> all) : files(all), index(all), most_samples(0), taken(all.size()) {
  for (const FileBytes& file : all)
    most_samples += kMostSamplesPerByte * file.bytes.size();
  most_samples = std::max(most_samples, kSamplesAlwaysAccepted);
  taken.front() = true;
}

std::optional<std::size_t> WfdbFiles::find(std::size_t header, std::string_view name) const {
  const auto found = index.find(files[header].name, name, PartFolder::any);
  return found && *found != header ? found : std::nullopt;
}

Result<WfdbTraces> read_wfdb_signals(WfdbFiles& files, std::size_t header_file, const WfdbHeader& header,
                                     std::optional<std::uint64_t> declared_frames, EcgRecord& record) {
  const std::vector<FileGroup> groups = group_by_file(header.signals);
  if (auto checked = check_groups(groups); !checked)
    return tl::unexpected(checked.error());
  WfdbLength length{header.record.frame_count ? header.record.frame_count : declared_frames, 0};
  if (const std::uint64_t frame_size = wfdb_frame_size(header.signals); frame_size > 0)
    length.most_frames = files.most_samples / frame_size;
  WfdbTraces result{0, {}, wfdb_labels(header)};
  std::vector<std::size_t> read_files;
  for (const FileGroup& group : groups) {
    const auto file = find_part(files, header_file, group.signals.front());
    if (!file)
      return tl::unexpected(file.error());
    if (auto checked = check_read_once(read_files, *file, group.signals.front()); !checked)
      return tl::unexpected(checked.error());
    if (auto read = read_group(files, *file, group, length, record, result); !read)
      return tl::unexpected(read.error());
    length.frames = result.frame_count;
  }
  return result;
}

}  // namespace leadwise::io
