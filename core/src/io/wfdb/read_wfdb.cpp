#include "wfdb/read_wfdb.hpp"

#include <algorithm>
#include <cmath>

#include "record_parts.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_channel.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_signal_file.hpp"

namespace leadwise::io {
namespace {

/// What WFDB assumes where a record line gives no sampling rate.
constexpr double kDefaultRateHz = 250.0;

// Otherwise it would be open which samples of the file are whose.
Result<void> check_files_stand_together(std::span<const WfdbSignal> signals) {
  for (std::size_t i = 1; i < signals.size(); ++i) {
    if (signals[i].file_name == signals[i - 1].file_name)
      continue;
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      if (signals[earlier].file_name != signals[i].file_name)
        continue;
      return fail(ErrorCode::InvalidHeader,
                  "WFDB header: the signals of " + quoted(signals[i].file_name) + " do not stand together",
                  signals[i].offset);
    }
  }
  return {};
}

Result<void> check_readable(const WfdbHeader& header) {
  if (header.record.segments) {
    return fail(ErrorCode::UnsupportedFormat,
                "WFDB header: records of several segments (" + std::to_string(*header.record.segments) +
                    ") are not read; open a segment's own header",
                0);
  }
  if (header.signals.empty()) {
    return fail(ErrorCode::NoEcgChannel, "WFDB header: the record has no signals (annotations only?)", 0);
  }
  return check_files_stand_together(header.signals);
}

void take_record_line(const WfdbRecordLine& line, const ReadOptions& options, EcgRecord& record) {
  record.sampling_rate_hz = line.sampling_rate_hz.value_or(options.sampling_rate_hz.value_or(kDefaultRateHz));
  if (!line.sampling_rate_hz && !options.sampling_rate_hz) {
    record.notes.push_back(
        {ErrorCode::SamplingRateRequired, "the header states no sampling rate, WFDB's default of 250 Hz was taken"});
  }
  if (line.sampling_rate_hz && options.sampling_rate_hz && *options.sampling_rate_hz != *line.sampling_rate_hz) {
    record.notes.push_back(
        {ErrorCode::InvalidSamplingRate, "the sampling rate said when opening was not used; the file states its own"});
  }
  record.acquisition_time = line.acquisition_time;
  if (line.unreadable_time) {
    record.notes.push_back({ErrorCode::InvalidHeader, "the header's time or date cannot be read and was left out"});
  }
}

// Signals of one file stand together in a header.
std::vector<std::span<const WfdbSignal>> group_by_file(std::span<const WfdbSignal> signals) {
  std::vector<std::span<const WfdbSignal>> groups;
  for (std::size_t first = 0; first < signals.size();) {
    std::size_t end = first + 1;
    while (end < signals.size() && signals[end].file_name == signals[first].file_name)
      ++end;
    groups.push_back(signals.subspan(first, end - first));
    first = end;
  }
  return groups;
}

Result<const FileBytes*> find_part(std::span<const FileBytes> files, const PartIndex& index, const WfdbSignal& signal) {
  if (const auto found = index.find(files.front().name, signal.file_name, PartFolder::any); found && *found != 0) {
    return &files[*found];
  }
  return fail(ErrorCode::MissingFile,
              "the WFDB header names the signal file " + quoted(base_name(signal.file_name)) +
                  ", which was not given; open both together",
              signal.offset);
}

/// A file under several spellings of its name would be decoded as often as a hostile header repeats it.
Result<void> check_read_once(std::vector<const FileBytes*>& read_files, const FileBytes* file,
                             const WfdbSignal& signal) {
  if (std::find(read_files.begin(), read_files.end(), file) != read_files.end()) {
    return fail(
        ErrorCode::InvalidHeader,
        "WFDB header: the signal file " + quoted(base_name(signal.file_name)) + " is named in several spellings",
        signal.offset);
  }
  read_files.push_back(file);
  return {};
}

Result<void> read_groups(std::span<const FileBytes> files, const WfdbHeader& header, EcgRecord& record) {
  const PartIndex index(files);
  const auto groups = group_by_file(header.signals);
  // What cannot be read is said before what is missing: fetching the missing file would not help.
  for (const auto& group : groups) {
    if (auto format = wfdb_group_format(group); !format)
      return tl::unexpected(format.error());
  }
  std::optional<std::uint64_t> sample_count = header.record.sample_count;
  std::vector<const FileBytes*> read_files;
  for (const auto& group : groups) {
    const auto file = find_part(files, index, group.front());
    if (!file)
      return tl::unexpected(file.error());
    if (auto checked = check_read_once(read_files, *file, group.front()); !checked)
      return checked;
    const auto data = read_wfdb_signal_file(**file, group, sample_count);
    if (!data)
      return tl::unexpected(data.error());
    sample_count = data->sample_count;
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (auto added = add_wfdb_channel(group[i], *data, i, group.size(), record); !added)
        return added;
    }
  }
  return {};
}

}  // namespace

bool is_wfdb(const FileBytes& file) { return is_text(file.bytes) && looks_like_wfdb_header(as_text(file.bytes)); }

Result<EcgRecord> read_wfdb(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto header = parse_wfdb_header(as_text(files.front().bytes));
  if (!header)
    return tl::unexpected(header.error());
  if (auto checked = check_readable(*header); !checked)
    return tl::unexpected(checked.error());
  EcgRecord record;
  take_record_line(header->record, options, record);
  for (const std::string_view comment : header->comments) {
    if (!comment.empty())
      record.comments.emplace_back(comment);
  }
  read_patient_comments(record);
  if (auto read = read_groups(files, *header, record); !read)
    return tl::unexpected(read.error());
  if (record.channels.empty()) {
    return fail(ErrorCode::NoEcgChannel, "WFDB header: none of the signals is in a unit of voltage", 0);
  }
  return record;
}

}  // namespace leadwise::io
