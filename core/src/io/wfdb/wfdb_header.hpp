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

/// One signal line of a WFDB header. Views point into the header's bytes.
struct WfdbSignal {
  std::string_view file_name;
  std::uint64_t format = 0;
  std::uint64_t samples_per_frame = 1;
  std::uint64_t skew_frames = 0;
  /// Bytes before the first sample in the signal file.
  std::uint64_t preamble_bytes = 0;
  /// adu per unit; absent where the header leaves the signal uncalibrated.
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
};

/// The first line of a WFDB header.
struct WfdbRecordLine {
  std::string_view name;
  /// Number of segments; absent for a record of one piece.
  std::optional<std::uint64_t> segments;
  std::uint64_t signal_count = 0;
  std::optional<double> sampling_rate_hz;
  /// Samples per signal; absent where the header leaves it open (absent or 0).
  std::optional<std::uint64_t> sample_count;
  std::optional<std::string> acquisition_time;
  /// True where there is a time or date that cannot be read.
  bool unreadable_time = false;
};

struct WfdbHeader {
  WfdbRecordLine record;
  /// record.signal_count entries, or none in a record of several segments.
  std::vector<WfdbSignal> signals;
  std::vector<std::string_view> comments;
};

/// True where the text begins like a WFDB header: a record line, and a signal line below it if there is more.
bool looks_like_wfdb_header(std::string_view file);

/// The signal files that a header names, as it names them, also where it cannot be read otherwise; no
/// more than kMaxChannels of them.
std::vector<std::string_view> wfdb_file_names(std::string_view file);

/// Reads a WFDB header (format: header(5) of the WFDB Applications Guide, physionet.org).
/// Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, TruncatedData, TooLarge, with the byte offset.
Result<WfdbHeader> parse_wfdb_header(std::string_view file);

/// `line` is the record line within `file`. Errors as parse_wfdb_header.
Result<WfdbRecordLine> parse_wfdb_record_line(std::string_view file, std::string_view line);

/// `line` is a signal line within `file`. Errors as parse_wfdb_header.
Result<WfdbSignal> parse_wfdb_signal_line(std::string_view file, std::string_view line);

}  // namespace leadwise::io
