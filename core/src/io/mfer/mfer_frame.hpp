#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "leadwise/error.hpp"
#include "mfer/mfer_frame_plan.hpp"

namespace leadwise::io {

/// The contents of one item of waveform data.
struct MferWaveData {
  std::span<const std::uint8_t> bytes;
  ByteOrder order = ByteOrder::big;
  /// Where they begin in the file.
  std::uint64_t offset = 0;
};

/// Waveform data that fit their plan: sequence after sequence, in each the block of every channel in turn.
struct MferFrame {
  std::shared_ptr<const MferFramePlan> plan;
  MferWaveData data;
  std::uint64_t sequences = 0;
  /// Samples of the frame's first channel: what PNT counts.
  std::uint64_t length = 0;
};

/// Bytes of a frame whose sequences are counted, for waveform data that state no length of their own. Errors:
/// UnsupportedFormat (sequences not counted), TooLarge.
Result<std::uint64_t> mfer_frame_size(const MferFramePlan& plan, std::uint64_t offset);

/// Errors: TruncatedData, InvalidHeader (the data are no whole number of sequences, or more than are stated).
Result<MferFrame> read_mfer_frame(const MferWaveData& data, const std::shared_ptr<const MferFramePlan>& plan);

/// Decodes the frame's samples behind those of `signals`, which are those of its plan or the same channels. Errors:
/// InvalidSample.
Result<void> append_samples(const MferFrame& frame, std::vector<MferSignal>& signals);

}  // namespace leadwise::io
