#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "error_summary.hpp"
#include "ludb_marks.hpp"

/// How found waves of one kind agree with marked ones; errors are found minus marked.
struct WaveAgreement {
  std::size_t hits = 0, missed = 0, extra = 0;
  ErrorSummary on_ms, peak_ms, off_ms;

  double sensitivity() const { return static_cast<double>(hits) / static_cast<double>(hits + missed); }
  double positive_predictivity() const { return static_cast<double>(hits) / static_cast<double>(hits + extra); }
};

/// The rule of the literature (after ANSI/AAMI EC57): a marked wave is found where a found one of its kind peaks, or
/// covers the marked peak, within 150 ms.
inline constexpr double kWaveReachS = 0.150;

/// From the marked peak to the found one; 0 within the found wave.
inline double distance_s(const MarkedWave& marked, const MarkedWave& found) {
  const bool covers = found.on_s <= marked.peak_s && marked.peak_s <= found.off_s;
  return covers ? 0.0 : std::fabs(found.peak_s - marked.peak_s);
}

/// Adds one lead's waves of one kind, both in the order of time. Each marked wave takes the nearest unused found one;
/// what is left over is extra only between `first_s` and `last_s`, the lead's first and last marked beat: LUDB leaves
/// what lies outside unmarked.
inline void compare_waves(const std::vector<MarkedWave>& marked, const std::vector<MarkedWave>& found, double first_s,
                          double last_s, WaveAgreement& agreement) {
  std::vector<bool> used(found.size(), false);
  for (const MarkedWave& wave : marked) {
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const double apart_s = distance_s(wave, found[i]);
      if (!used[i] && apart_s <= kWaveReachS && (!nearest || apart_s < distance_s(wave, found[*nearest])))
        nearest = i;
    }
    if (!nearest) {
      ++agreement.missed;
      continue;
    }
    used[*nearest] = true;
    ++agreement.hits;
    agreement.on_ms.add(1000.0 * found[*nearest].on_s, 1000.0 * wave.on_s);
    agreement.peak_ms.add(1000.0 * found[*nearest].peak_s, 1000.0 * wave.peak_s);
    agreement.off_ms.add(1000.0 * found[*nearest].off_s, 1000.0 * wave.off_s);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!used[i] && found[i].peak_s > first_s && found[i].peak_s < last_s)
      ++agreement.extra;
  }
}
