#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/reader.hpp"
#include "mfer/mfer_definitions.hpp"

namespace leadwise::io {

/// A channel's part in every sequence of a frame.
struct MferBlock {
  MferDataType type = MferDataType::i16;
  std::uint64_t samples = 1;
  /// From the sequence's first byte.
  std::uint64_t offset = 0;
  std::optional<MferNull> null_value;
};

/// One voltage channel of a frame, without its samples; channels of a frame may differ in rate.
struct MferSignal {
  Channel channel;
  double sampling_rate_hz = 0.0;
  double resolution_mv = 0.0;
  MferBlock block;
};

/// How the waveform data are laid out that the definitions in force describe.
struct MferFramePlan {
  std::uint64_t sequence_size = 0;
  std::optional<std::uint64_t> declared_sequences;
  /// Samples of the first channel in a sequence: PNT counts them.
  std::uint64_t samples_of_first = 1;
  std::uint16_t wave_class = 0;
  /// Empty where the frame is no ECG.
  std::vector<MferSignal> signals;
};

/// The notes of a file's frames, each kind once for a number (the channel's, or the wave's): frames may be many.
class MferNotes {
 public:
  enum class Kind : std::uint8_t { left_out, denied_lead, default_rate, other_wave, missing_sequences };

  /// True the first time, as long as there is room.
  bool wants(Kind kind, std::size_t number = 0) {
    return notes_.size() < kMost && noted_.insert({kind, number}).second;
  }
  void add(Note note) { notes_.push_back(std::move(note)); }
  const std::vector<Note>& notes() const { return notes_; }

 private:
  static constexpr std::size_t kMost = 64;
  std::vector<Note> notes_;
  std::set<std::pair<Kind, std::size_t>> noted_;
};

/// Channels that are no voltage, or a status, are left out with a note. `offset` is where the data begin in the file.
/// Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, UnitRequired, UnsupportedFormat.
Result<MferFramePlan> plan_mfer_frame(const MferDefinitions& definitions, std::uint64_t offset,
                                      const ReadOptions& options, MferNotes& notes);

}  // namespace leadwise::io
