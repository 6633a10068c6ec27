#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "mfer/mfer_frame.hpp"

namespace leadwise::io {

/// Where a frame stands among the others.
struct MferFramePlace {
  /// Its first sample, as PNT states it.
  std::optional<std::uint64_t> pointer;
  /// The time of the measurement in force.
  std::optional<std::string> time;
  std::uint64_t offset = 0;
};

/// The frames of a file, put together: rhythm frames of the same channels that follow one another are one recording;
/// beats and frames of other channels stay apart.
class MferGroups {
 public:
  /// Errors: UnsupportedFormat (frames of one recording with a gap or an overlap between them), TooLarge (more than 64
  /// frames that differ), InvalidSample.
  Result<void> add(const MferFrame& frame, const MferFramePlace& place);

  /// The longest rhythm with a standard lead (else the longest) becomes the recording; what has another rate, and the
  /// other rhythms, go to the other signals, beats to the average beats. Errors: NoEcgChannel.
  Result<void> move_into(EcgRecord& record);

  /// What was noted of the frames.
  MferNotes& notes() { return notes_; }

 private:
  struct Group {
    /// Of the last frame.
    std::shared_ptr<const MferFramePlan> plan;
    std::vector<MferSignal> signals;
    std::optional<std::string> time;
    std::uint64_t next_pointer = 0;
  };

  Result<bool> append(const MferFrame& frame, const MferFramePlace& place);
  void note_missing_sequences(const MferFrame& frame);
  Group* choose_recording();

  std::vector<Group> groups_;
  MferNotes notes_;
  std::size_t frame_count_ = 0;
};

}  // namespace leadwise::io
