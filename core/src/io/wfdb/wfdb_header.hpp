#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// More channels than any electrocardiograph writes; bounds what a header can ask for.
inline constexpr std::uint64_t kMaxChannels = 64;

/// Samples that a signal may have in one frame; bounds what a header can ask for.
inline constexpr std::uint64_t kMaxSamplesPerFrame = 65536;

/// One signal line of a WFDB header. Views point into the header's bytes.
struct WfdbSignal {
  std::string_view file_name;
  std::uint64_t format = 0;
  std::uint64_t samples_per_frame = 1;
  std::uint64_t skew_frames = 0;
  /// Bytes before the first sample in the signal file.
  std::uint64_t preamble_bytes = 0;
  /// adu per unit; absent where the header leaves the signal uncalibrated, negative where it is stored upside down; not 0
  /// where the unit is one of voltage.
  std::optional<double> gain;
  std::optional<std::int64_t> baseline_adu;
  std::string_view units;
  std::int64_t adc_zero_adu = 0;
  std::optional<std::int64_t> initial_value_adu;
  /// 16-bit sum of the samples, as the header writes it (signed or not).
  std::optional<std::int64_t> checksum;
  std::string_view description;
  /// Fields present after the format; a cut-off line has fewer than its neighbours.
  int optional_fields = 0;
  /// Byte offset of the line in the header.
  std::uint64_t offset = 0;

  /// Format 0: a signal without samples.
  bool is_null() const { return format == 0; }
};

/// The first line of a WFDB header.
struct WfdbRecordLine {
  std::string_view name;
  /// Number of segments; absent for a record of one piece.
  std::optional<std::uint64_t> segments;
  std::uint64_t signal_count = 0;
  std::optional<double> sampling_rate_hz;
  /// Frames, i.e. samples of a signal that has one in each frame; absent where the header leaves it open (absent or 0).
  std::optional<std::uint64_t> frame_count;
  std::optional<std::string> acquisition_time;
  /// True where there is a time or date that cannot be read.
  bool unreadable_time = false;
};

/// One segment line of the header of a record of several segments.
struct WfdbSegment {
  /// The segment's record name, "~" for a gap.
  std::string_view name;
  /// Frames; 0 in the first line of a record of variable layout, whose header says what signals there are.
  std::uint64_t frame_count = 0;
  /// Byte offset of the line in the header.
  std::uint64_t offset = 0;

  bool is_gap() const { return name == "~"; }
};

struct WfdbHeader {
  WfdbRecordLine record;
  /// record.signal_count entries, or none in a record of several segments.
  std::vector<WfdbSignal> signals;
  /// record.segments entries in a record of several segments.
  std::vector<WfdbSegment> segments;
  std::vector<std::string_view> comments;
};

/// True where the text begins like a WFDB header: a record line, and a signal line below it if there is more.
bool looks_like_wfdb_header(std::string_view file);

/// The files that a header names, also where it cannot be read otherwise.
struct WfdbFileNames {
  /// As the header names them, no more than kMaxChannels; those of null signals are none.
  std::vector<std::string_view> signal_files;
  /// The record names of segments, without gaps.
  std::vector<std::string_view> segments;
};

WfdbFileNames wfdb_file_names(std::string_view file);

/// Reads a WFDB header (format: header(5) of the WFDB Applications Guide, physionet.org).
/// Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, TruncatedData, TooLarge, with the byte offset.
Result<WfdbHeader> parse_wfdb_header(std::string_view file);

/// `line` is the record line within `file`. Errors as parse_wfdb_header.
Result<WfdbRecordLine> parse_wfdb_record_line(std::string_view file, std::string_view line);

/// `line` is a signal line within `file`. Errors as parse_wfdb_header.
Result<WfdbSignal> parse_wfdb_signal_line(std::string_view file, std::string_view line);

/// `line` is a segment line within `file`. Errors as parse_wfdb_header.
Result<WfdbSegment> parse_wfdb_segment_line(std::string_view file, std::string_view line);

}  // namespace leadwise::io
