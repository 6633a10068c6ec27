#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dicom/dicom_data_set.hpp"
#include "dicom/dicom_text.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::io::dicom {

/// Channels that were sampled together: an item of the Waveform Sequence (PS3.3, C.10.9).
struct MultiplexGroup {
  /// From 1, as annotations count.
  std::size_t number = 0;
  std::string label;
  /// Waveform Originality is DERIVED, not ORIGINAL.
  bool derived = false;
  /// From the acquisition's reference time.
  std::optional<double> offset_ms;
  double sampling_rate_hz = 0.0;
  std::size_t sample_count = 0;
  /// Those in a unit of voltage.
  std::vector<Channel> channels;
  /// Of all channels, in the file's order, as annotations count them.
  std::vector<std::string> labels;
  /// Filters in words; empty where the file states none.
  std::string filters;

  double duration_s() const { return static_cast<double>(sample_count) / sampling_rate_hz; }
};

/// What reading a group needs from the file around it.
struct GroupContext {
  CharacterSet character_set = CharacterSet::ascii;
  const ReadOptions& options;
  std::vector<Note>& notes;
};

/// Decodes one item of the Waveform Sequence. Errors: InvalidHeader (a count, size or skew that cannot be),
/// UnsupportedFormat (mu-law, A-law, byte orders that the standard leaves open), TruncatedData, InvalidGain,
/// InvalidSamplingRate, SamplingRateRequired, UnitRequired.
Result<MultiplexGroup> read_multiplex_group(const DicomDataSet& item, std::size_t number, const GroupContext& context);

}  // namespace leadwise::io::dicom
