#pragma once

#include <optional>
#include <span>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Where a wave of a rhythm lies, seconds from the beat's common point.
struct WavePlace {
  double on_s, peak_s, off_s;
};

/// What the single beats say of the P wave.
struct PWaveOfRhythm {
  /// Too few beats to compare them with each other: they say nothing.
  bool is_unknown = true;
  /// Where half of the beats or more show one.
  std::optional<WavePlace> place;
};

struct WavesOfRhythm {
  PWaveOfRhythm p;
  /// Where half of the beats or more show a T wave and agree, within 25 ms, on where it ends.
  std::optional<WavePlace> t;
};

/// Of the beats of this type; at least three are needed. A lead's place is the median over its beats, from which the global
/// one follows as for any beat. In 442 ECGs of PTB-XL whose average beat shows its P wave itself, that one's onset and end
/// lie there too: 0.8 +- 9.8 and -0.5 +- 10.9 ms.
PWaveOfRhythm find_p_wave_of_rhythm(const Delineation& delineation, std::span<const Beat> beats, BeatType type);

/// The T wave in the same way.
WavesOfRhythm find_waves_of_rhythm(const Delineation& delineation, std::span<const Beat> beats, BeatType type);

}  // namespace leadwise
