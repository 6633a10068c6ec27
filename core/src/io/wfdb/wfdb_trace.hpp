#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_signal_file.hpp"

namespace leadwise::io {

/// A voltage signal in mV, at a rate of its own.
struct WfdbTrace {
  /// Which signal of its header it is, counted from 0.
  std::size_t signal = 0;
  std::uint64_t samples_per_frame = 1;
  Channel channel;
};

/// What one record of one piece holds, or one segment.
struct WfdbTraces {
  std::uint64_t frame_count = 0;
  std::vector<WfdbTrace> traces;
  /// Of all signals, those that are no traces too, in the header's order.
  std::vector<std::string> labels;
};

/// The labels of all signals of a header.
std::vector<std::string> wfdb_labels(const WfdbHeader& header);

/// The description of signal `number` (from 0), or a name made from the number where it has none.
std::string wfdb_label(const WfdbSignal& signal, std::size_t number);

/// adu per mV, WFDB's default where the header gives no gain, below 0 where the signal is stored upside down; nullopt where the unit is none of voltage.
std::optional<double> wfdb_adu_per_millivolt(const WfdbSignal& signal);

/// Turns signal `number` of a header, whose samples begin at `first` in each frame of `data`, into mV; checks the sum of
/// the samples. nullopt, and a note in `record`, where its unit is none of voltage; defaults that had to be assumed are
/// noted too. Errors: ChecksumMismatch, InvalidHeader, with the offset of the signal's line in the header.
Result<std::optional<WfdbTrace>> calibrate_wfdb_signal(const WfdbSignal& signal, std::size_t number,
                                                       const WfdbSignalData& data, std::size_t first,
                                                       EcgRecord& record);

/// Gives `record` its channels and its rate: that of most standard leads, else the highest there is; the traces at other
/// rates go to other_signals.
void place_wfdb_traces(std::vector<WfdbTrace> traces, double frame_rate_hz, EcgRecord& record);

}  // namespace leadwise::io
