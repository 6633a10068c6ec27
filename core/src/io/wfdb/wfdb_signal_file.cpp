#include "wfdb/wfdb_signal_file.hpp"

#include <string>

#include "matlab/matlab4.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

bool ends_in_mat(std::string_view name) { return name.size() > 4 && to_lower(name.substr(name.size() - 4)) == ".mat"; }

std::string in_file(std::string_view name) { return "WFDB signal file " + quoted(base_name(name)) + ": "; }

// A Challenge file says its shape twice; the two must agree, or one of the files belongs to another record.
Result<void> check_matlab_shape(const FileBytes& file, std::span<const WfdbSignal> group,
                                const WfdbSampleFormat& format, std::optional<std::uint64_t>& sample_count) {
  const auto matrix = read_matlab4_header(file.bytes);
  if (!matrix) {
    return fail(file.bytes.size() < group.front().preamble_bytes ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                in_file(file.name) + "it does not begin as a MATLAB level 4 matrix", 0);
  }
  const std::string shape = std::to_string(matrix->rows) + " x " + std::to_string(matrix->columns);
  if (matrix->rows != group.size() || (sample_count && matrix->columns != *sample_count)) {
    return fail(ErrorCode::InvalidHeader,
                in_file(file.name) + "the matrix is " + shape + ", the header says " + std::to_string(group.size()) +
                    " signals" + (sample_count ? " of " + std::to_string(*sample_count) + " samples" : ""),
                4);
  }
  if (matrix->type.bytes != format.bytes_for(1) || matrix->data_offset != group.front().preamble_bytes) {
    return fail(ErrorCode::InvalidHeader,
                in_file(file.name) + "the matrix's number type or place is not that of storage format " +
                    std::to_string(format.code) + "+" + std::to_string(group.front().preamble_bytes),
                0);
  }
  if (matrix->columns > 0)
    sample_count = matrix->columns;
  return {};
}

Result<WfdbSignalData> unpack(const FileBytes& file, std::uint64_t preamble_bytes, std::uint64_t signal_count,
                              const WfdbSampleFormat& format, std::optional<std::uint64_t> sample_count) {
  if (file.bytes.size() < preamble_bytes) {
    return fail(ErrorCode::TruncatedData, in_file(file.name) + "it ends before its first sample", file.bytes.size());
  }
  const auto data = file.bytes.subspan(static_cast<std::size_t>(preamble_bytes));
  const std::uint64_t there = format.samples_in(data.size()) / signal_count;
  const std::uint64_t wanted = sample_count.value_or(there);
  if (there < wanted || wanted == 0) {
    return fail(ErrorCode::TruncatedData,
                in_file(file.name) + "it holds " + std::to_string(there) + " samples of each signal, " +
                    (sample_count ? std::to_string(wanted) + " are declared" : "at least 1 is needed"),
                file.bytes.size());
  }
  WfdbSignalData result{wanted, format.missing_adu, {}};
  result.interleaved_adu.resize(static_cast<std::size_t>(wanted * signal_count));
  format.decode(data, result.interleaved_adu);
  return result;
}

}  // namespace

Result<const WfdbSampleFormat*> wfdb_group_format(std::span<const WfdbSignal> group) {
  const WfdbSignal& first = group.front();
  const auto format = find_wfdb_sample_format(first.format);
  if (!format)
    return fail(format.error().code, format.error().message, first.offset);
  for (const WfdbSignal& signal : group) {
    if (signal.samples_per_frame > 1) {
      return fail(ErrorCode::UnsupportedFormat,
                  "WFDB header: signals of different sampling rates (" + std::to_string(signal.samples_per_frame) +
                      " samples per frame) are not read",
                  signal.offset);
    }
    if (signal.format != first.format || signal.preamble_bytes != first.preamble_bytes) {
      return fail(ErrorCode::InvalidHeader,
                  "WFDB header: signals of the same file " + quoted(signal.file_name) +
                      " differ in storage format or byte offset",
                  signal.offset);
    }
  }
  return *format;
}

Result<WfdbSignalData> read_wfdb_signal_file(const FileBytes& file, std::span<const WfdbSignal> group,
                                             std::optional<std::uint64_t> sample_count) {
  const auto format = wfdb_group_format(group);
  if (!format)
    return tl::unexpected(format.error());
  if (ends_in_mat(group.front().file_name)) {
    if (auto checked = check_matlab_shape(file, group, **format, sample_count); !checked) {
      return tl::unexpected(checked.error());
    }
  }
  return unpack(file, group.front().preamble_bytes, group.size(), **format, sample_count);
}

}  // namespace leadwise::io
