#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "ludb_marks.hpp"

/// Mean and standard deviation of what was added.
struct Spread {
  double count = 0.0, sum = 0.0, squares = 0.0;

  void add(double value) {
    count += 1.0;
    sum += value;
    squares += value * value;
  }
  double mean() const { return count > 0.0 ? sum / count : 0.0; }
  double sd() const { return count > 1.0 ? std::sqrt(std::fmax(0.0, squares / count - mean() * mean())) : 0.0; }
};

/// How found waves of one kind agree with marked ones; errors are found minus marked, in ms.
struct WaveAgreement {
  std::size_t hits = 0, missed = 0, extra = 0;
  Spread on_ms, peak_ms, off_ms;

  double sensitivity() const { return static_cast<double>(hits) / static_cast<double>(hits + missed); }
  double positive_predictivity() const { return static_cast<double>(hits) / static_cast<double>(hits + extra); }
};

/// The rule of the literature (after ANSI/AAMI EC57): a marked wave is found where a found one of its kind peaks, or
/// covers the marked peak, within 150 ms.
inline constexpr double kWaveReachS = 0.150;

/// From the marked peak to the found one; 0 within the found wave.
inline double distance_s(const MarkedWave& marked, const MarkedWave& found) {
  const bool covers = found.on_s && found.off_s && *found.on_s <= marked.peak_s && marked.peak_s <= *found.off_s;
  return covers ? 0.0 : std::fabs(found.peak_s - marked.peak_s);
}

inline void add_errors(const MarkedWave& marked, const MarkedWave& found, WaveAgreement& agreement) {
  agreement.peak_ms.add(1000.0 * (found.peak_s - marked.peak_s));
  if (marked.on_s && found.on_s)
    agreement.on_ms.add(1000.0 * (*found.on_s - *marked.on_s));
  if (marked.off_s && found.off_s)
    agreement.off_ms.add(1000.0 * (*found.off_s - *marked.off_s));
}

/// Adds one lead's waves of one kind, both in the order of time. Each marked wave takes the nearest unused found one;
/// what is left over counts as extra only between `first_s` and `last_s`, the lead's first and last marked beat, as LUDB
/// leaves what lies outside unmarked.
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
    add_errors(wave, found[*nearest], agreement);
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    agreement.extra += !used[i] && found[i].peak_s > first_s && found[i].peak_s < last_s ? 1 : 0;
}
