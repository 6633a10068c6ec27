#include "wfdb/wfdb_signal_file.hpp"

#include <limits>
#include <string>

#include "matlab/matlab4.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_flac.hpp"

namespace leadwise::io {
namespace {

bool ends_in_mat(std::string_view name) { return name.size() > 4 && to_lower(name.substr(name.size() - 4)) == ".mat"; }

std::string in_file(std::string_view name) { return "WFDB signal file " + quoted(base_name(name)) + ": "; }

// A Challenge file says its shape twice; the two must agree, or one of the files belongs to another record.
Result<void> check_matlab_shape(const FileBytes& file, std::span<const WfdbSignal> group,
                                const WfdbSampleFormat& format, std::optional<std::uint64_t>& frames) {
  const auto matrix = read_matlab4_header(file.bytes);
  if (!matrix) {
    return fail(file.bytes.size() < group.front().preamble_bytes ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                in_file(file.name) + "it does not begin as a MATLAB level 4 matrix", 0);
  }
  const std::string shape = std::to_string(matrix->rows) + " x " + std::to_string(matrix->columns);
  if (matrix->rows != wfdb_frame_size(group) || (frames && matrix->columns != *frames)) {
    return fail(ErrorCode::InvalidHeader,
                in_file(file.name) + "the matrix is " + shape + ", the header says " + std::to_string(group.size()) +
                    " signals" + (frames ? " of " + std::to_string(*frames) + " samples" : ""),
                4);
  }
  const bool whole_numbers = format.bytes_for != nullptr && matrix->type.bytes == format.bytes_for(1);
  if (!whole_numbers || matrix->data_offset != group.front().preamble_bytes) {
    return fail(ErrorCode::InvalidHeader,
                in_file(file.name) + "the matrix's number type or place is not that of storage format " +
                    std::to_string(format.code) + "+" + std::to_string(group.front().preamble_bytes),
                0);
  }
  if (matrix->columns > 0)
    frames = matrix->columns;
  return {};
}

// A stored difference is from the sample before it of the same signal; the first is from the header's initial value.
void sum_differences(std::span<const WfdbSignal> group, WfdbSignalData& data) {
  std::size_t first = 0;
  for (const WfdbSignal& signal : group) {
    auto sum = static_cast<std::uint32_t>(signal.initial_value_adu.value_or(signal.adc_zero_adu));
    for (std::size_t frame = first; frame < data.frames_adu.size();
         frame += static_cast<std::size_t>(data.frame_size)) {
      for (std::size_t i = 0; i < signal.samples_per_frame; ++i) {
        sum += static_cast<std::uint32_t>(data.frames_adu[frame + i]);
        data.frames_adu[frame + i] = static_cast<std::int32_t>(sum);
      }
    }
    first += static_cast<std::size_t>(signal.samples_per_frame);
  }
}

Result<WfdbSignalData> unpack(const FileBytes& file, std::span<const WfdbSignal> group, const WfdbSampleFormat& format,
                              const std::optional<std::uint64_t>& frames) {
  const std::uint64_t preamble_bytes = group.front().preamble_bytes;
  if (file.bytes.size() < preamble_bytes) {
    return fail(ErrorCode::TruncatedData, in_file(file.name) + "it ends before its first sample", file.bytes.size());
  }
  WfdbSignalData result{0, wfdb_frame_size(group), format.missing_adu, {}};
  const auto data = file.bytes.subspan(static_cast<std::size_t>(preamble_bytes));
  const std::uint64_t there = format.samples_in(data.size()) / result.frame_size;
  result.frame_count = frames.value_or(there);
  if (there < result.frame_count || result.frame_count == 0) {
    return fail(ErrorCode::TruncatedData,
                in_file(file.name) + "it holds " + std::to_string(there) + " samples of each signal, " +
                    (frames ? std::to_string(*frames) + " are declared" : "at least 1 is needed"),
                file.bytes.size());
  }
  result.frames_adu.resize(static_cast<std::size_t>(result.frame_count * result.frame_size));
  format.decode(data, result.frames_adu);
  if (format.differences)
    sum_differences(group, result);
  return result;
}

// A channel of a FLAC stream is a signal, so that all signals of the file have equally many samples.
Result<void> check_flac_group(std::span<const WfdbSignal> group) {
  for (const WfdbSignal& signal : group) {
    if (signal.samples_per_frame != group.front().samples_per_frame) {
      return fail(
          ErrorCode::InvalidHeader,
          "WFDB header: the signals of the FLAC file " + quoted(signal.file_name) + " differ in samples per frame",
          signal.offset);
    }
  }
  if (group.front().preamble_bytes == 0)
    return {};
  return fail(ErrorCode::UnsupportedFormat,
              "WFDB header: an offset into the FLAC file " + quoted(group.front().file_name) +
                  " is not read; WFDB does not say whether it counts bytes or samples",
              group.front().offset);
}

// FLAC interleaves single samples, a WFDB frame holds all samples of a signal together.
void regroup_by_frame(std::span<const WfdbSignal> group, WfdbSignalData& data, std::vector<std::int32_t> interleaved) {
  const auto per_frame = static_cast<std::size_t>(group.front().samples_per_frame);
  if (per_frame == 1 || group.size() == 1) {
    data.frames_adu = std::move(interleaved);
    return;
  }
  data.frames_adu.reserve(interleaved.size());
  const std::size_t frame_size = per_frame * group.size();
  for (std::size_t frame = 0; frame < interleaved.size(); frame += frame_size) {
    for (std::size_t i = 0; i < frame_size; ++i)
      data.frames_adu.push_back(interleaved[frame + i % per_frame * group.size() + i / per_frame]);
  }
}

Result<WfdbSignalData> unpack_flac(const FileBytes& file, std::span<const WfdbSignal> group,
                                   const WfdbSampleFormat& format, const WfdbLength& length) {
  const std::uint64_t per_frame = group.front().samples_per_frame;
  FlacExpectation expected{group.size(), format.flac_bits, std::nullopt, length.most_frames * per_frame};
  if (length.frames)
    expected.samples = *length.frames * per_frame;
  auto interleaved = decode_flac(file.bytes, expected, in_file(file.name));
  if (!interleaved)
    return tl::unexpected(interleaved.error());
  WfdbSignalData result{0, wfdb_frame_size(group), format.missing_adu, {}};
  result.frame_count = interleaved->size() / result.frame_size;
  if (result.frame_count == 0) {
    return fail(ErrorCode::TruncatedData, in_file(file.name) + "it does not hold one frame", file.bytes.size());
  }
  interleaved->resize(static_cast<std::size_t>(result.frame_count * result.frame_size));
  regroup_by_frame(group, result, *std::move(interleaved));
  return result;
}

// An initial value begins the sums of format 8.
Result<void> check_initial_values(std::span<const WfdbSignal> group) {
  for (const WfdbSignal& signal : group) {
    const std::int64_t first = signal.initial_value_adu.value_or(signal.adc_zero_adu);
    if (first < std::numeric_limits<std::int32_t>::min() || first > std::numeric_limits<std::int32_t>::max()) {
      return fail(
          ErrorCode::InvalidHeader,
          "WFDB header: the initial value " + std::to_string(first) + " of a signal of format 8 is beyond 32 bits",
          signal.offset);
    }
  }
  return {};
}

}  // namespace

std::uint64_t wfdb_frame_size(std::span<const WfdbSignal> signals) {
  std::uint64_t size = 0;
  for (const WfdbSignal& signal : signals)
    size += signal.samples_per_frame;
  return size;
}

Result<const WfdbSampleFormat*> wfdb_group_format(std::span<const WfdbSignal> group) {
  const WfdbSignal& first = group.front();
  const auto format = find_wfdb_sample_format(first.format);
  if (!format)
    return fail(format.error().code, format.error().message, first.offset);
  for (const WfdbSignal& signal : group) {
    if (signal.format != first.format || signal.preamble_bytes != first.preamble_bytes) {
      return fail(ErrorCode::InvalidHeader,
                  "WFDB header: signals of the same file " + quoted(signal.file_name) +
                      " differ in storage format or byte offset",
                  signal.offset);
    }
  }
  auto checked = (*format)->flac_bits != 0 ? check_flac_group(group)
                 : (*format)->differences  ? check_initial_values(group)
                                           : Result<void>();
  if (!checked)
    return tl::unexpected(checked.error());
  return *format;
}

Result<WfdbSignalData> read_wfdb_signal_file(const FileBytes& file, std::span<const WfdbSignal> group,
                                             const WfdbLength& length) {
  const auto format = wfdb_group_format(group);
  if (!format)
    return tl::unexpected(format.error());
  if ((*format)->flac_bits != 0)
    return unpack_flac(file, group, **format, length);
  std::optional<std::uint64_t> frames = length.frames;
  if (ends_in_mat(group.front().file_name)) {
    if (auto checked = check_matlab_shape(file, group, **format, frames); !checked)
      return tl::unexpected(checked.error());
  }
  return unpack(file, group, **format, frames);
}

}  // namespace leadwise::io
