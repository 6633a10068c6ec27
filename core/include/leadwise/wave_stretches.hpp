#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// The parts of a beat by their names. R' counts as R and S' as S, a complex of nothing but one negative wave (QS) as S;
/// ST is what lies between QRS complex and T wave.
enum class EcgWave : std::uint8_t { p, q, r, s, st, t };

inline constexpr std::array kEcgWaves = {EcgWave::p, EcgWave::q, EcgWave::r, EcgWave::s, EcgWave::st, EcgWave::t};

/// "p", "q", "r", "s", "st", "t".
std::string_view wave_name(EcgWave wave);

/// One wave of one beat in one lead; seconds from the start of the record, `off_s` excluded.
struct WaveStretch {
  EcgWave wave;
  double on_s;
  double off_s;
};

/// The waves of the measured beats (those of the representative beat's type) in one lead, none overlapping another. P and T by
/// the lead's own marks, or the beat's global ones where it has none. Q, R and S are named in the representative beat, laid
/// over each single one and stretched to its complex. Empty where the lead was not measured.
std::vector<WaveStretch> wave_stretches(const EcgMeasurement& measurement, Lead lead);

}  // namespace leadwise
