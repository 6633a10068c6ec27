#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// When the samples of a sequence set were taken.
struct AecgTimeAxis {
  double sampling_rate_hz = 0.0;
  /// Of the first sample: seconds since 1970 where `absolute`, otherwise since the start of the series. NaN where it is
  /// unknown.
  double head_s = 0.0;
  bool absolute = false;
  bool has_zone = false;
  /// ISO 8601; empty unless `absolute`.
  std::string head_iso;
};

/// Sequences of one length that were recorded at the same time.
struct AecgSequenceSet {
  AecgTimeAxis time;
  /// Empty where no sequence is in a unit of voltage; a note says which were left out.
  std::vector<Channel> channels;
  std::uint64_t offset = 0;
};

/// Reads one <sequenceSet>: a time sequence (GLIST_TS or GLIST_PQ: head and increment) and lists of scaled integers
/// (SLIST_PQ, SLIST_INT, SLIST_REAL). What has no unit is in the unit that the caller says.
/// Errors: InvalidHeader, InvalidGain, InvalidSample, InvalidSamplingRate, SamplingRateRequired, UnitRequired,
/// UnsupportedFormat, TooLarge.
Result<AecgSequenceSet> read_aecg_sequence_set(const XmlElement& set, const ReadOptions& options,
                                               std::vector<Note>& notes);

}  // namespace leadwise::io
