#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "ludb_marks.hpp"

/// Mean and standard deviation of what was added.
class Spread {
 public:
  void add(double value) {
    count_ += 1.0;
    sum_ += value;
    squares_ += value * value;
  }
  void add(const Spread& other) {
    count_ += other.count_;
    sum_ += other.sum_;
    squares_ += other.squares_;
  }
  double mean() const { return count_ > 0.0 ? sum_ / count_ : 0.0; }
  double sd() const { return count_ > 0.0 ? std::sqrt(std::fmax(0.0, squares_ / count_ - mean() * mean())) : 0.0; }

 private:
  double count_ = 0.0, sum_ = 0.0, squares_ = 0.0;
};

/// How found waves of one kind agree with marked ones; errors are found minus marked.
struct WaveAgreement {
  std::size_t hits = 0, missed = 0, extra = 0;
  Spread on_ms, peak_ms, off_ms;

  double sensitivity() const { return static_cast<double>(hits) / static_cast<double>(hits + missed); }
  double positive_predictivity() const { return static_cast<double>(hits) / static_cast<double>(hits + extra); }

  void add(const WaveAgreement& other) {
    hits += other.hits;
    missed += other.missed;
    extra += other.extra;
    on_ms.add(other.on_ms);
    peak_ms.add(other.peak_ms);
    off_ms.add(other.off_ms);
  }
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
inline WaveAgreement compare_waves(const std::vector<MarkedWave>& marked, const std::vector<MarkedWave>& found,
                                   double first_s, double last_s) {
  WaveAgreement agreement;
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
    agreement.on_ms.add(1000.0 * (found[*nearest].on_s - wave.on_s));
    agreement.peak_ms.add(1000.0 * (found[*nearest].peak_s - wave.peak_s));
    agreement.off_ms.add(1000.0 * (found[*nearest].off_s - wave.off_s));
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    agreement.extra += !used[i] && found[i].peak_s > first_s && found[i].peak_s < last_s ? 1 : 0;
  return agreement;
}
