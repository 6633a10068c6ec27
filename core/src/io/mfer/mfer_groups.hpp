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
  /// frames that differ).
  Result<void> add(MferFrame frame, const MferFramePlace& place);

  /// The longest rhythm with a standard lead (else the longest) becomes the recording; what has another rate, and the
  /// other rhythms, go to the other signals, beats to the average beats. Errors: NoEcgChannel.
  Result<void> move_into(EcgRecord& record);

 private:
  struct Group {
    MferFrame frame;
    std::optional<std::string> time;
    std::uint64_t next_pointer = 0;
  };

  Result<bool> append(MferFrame& frame, const MferFramePlace& place);
  void note_once(Note note);
  Group* choose_recording();

  std::vector<Group> groups_;
  std::vector<Note> notes_;
  std::size_t frame_count_ = 0;
};

}  // namespace leadwise::io
