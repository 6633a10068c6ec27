#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"
#include "mfer/mfer_definitions.hpp"

namespace leadwise::io {

/// One voltage channel of a frame; channels of a frame may differ in rate.
struct MferSignal {
  Channel channel;
  double sampling_rate_hz = 0.0;
};

/// One item of waveform data, decoded.
struct MferFrame {
  std::uint16_t wave_class = 0;
  std::vector<MferSignal> signals;
  /// Samples of the frame's first channel: what PNT counts.
  std::uint64_t length = 0;
  std::vector<Note> notes;
};

/// Bytes of a frame whose sequences are counted, for waveform data that state no length of their own. Errors:
/// UnsupportedFormat (sequences not counted), InvalidHeader.
Result<std::uint64_t> mfer_frame_size(const MferDefinitions& definitions, std::uint64_t offset);

/// Decodes waveform data: sequence after sequence, in each the block of every channel in turn. Channels that are no
/// voltage, or a status, are left out with a note. `offset` is where the data begin in the file. Errors: TruncatedData,
/// InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, UnitRequired, UnsupportedFormat.
Result<MferFrame> read_mfer_frame(std::span<const std::uint8_t> data, std::uint64_t offset,
                                  const MferDefinitions& definitions, const ReadOptions& options);

}  // namespace leadwise::io
