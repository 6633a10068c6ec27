#pragma once

#include <string>
#include <vector>

#include "aecg/aecg_sequence_set.hpp"

namespace leadwise::io {

/// One <series> or <derivedSeries>.
struct AecgSeries {
  /// "RHYTHM", "REPRESENTATIVE_BEAT", ...
  std::string code;
  /// In the file's words.
  std::string label;
  AecgTimeAxis time;
  /// Of one length. Empty where no sequence is in a unit of voltage.
  std::vector<Channel> channels;
  /// Sets at another rate than the first.
  std::vector<SignalGroup> other_signals;
};

/// Reads a series and joins its sequence sets on one axis of time: a lead that pauses, or starts later than another, has
/// missing samples there; sequences of one code that overlap are channels of their own. What it joins is taken off
/// `samples_left`, which bounds what the gaps of a file may cost. Errors: as read_aecg_sequence_set; TooLarge.
Result<AecgSeries> read_aecg_series(const XmlElement& series, const ReadOptions& options, std::uint64_t& samples_left,
                                    std::vector<Note>& notes);

}  // namespace leadwise::io
