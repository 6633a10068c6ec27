#pragma once

#include <cstddef>
#include <vector>

namespace leadwise {

/// An ideal low-pass cut short by a Kaiser window: pass band flat and stop band down by 80 dB (1e-4).
/// Frequencies are in cycles per sample of the signal that it filters.
class KaiserSinc {
 public:
  /// Needs 0 < pass_frequency < stop_frequency <= 0.5.
  KaiserSinc(double pass_frequency, double stop_frequency);

  /// Samples on either side of a position that count.
  std::size_t reach() const { return reach_; }

  /// Weights of the 2 * reach() samples around a position `fraction` of the way from one sample to the next: the first
  /// belongs to the sample reach() - 1 before. They sum to 1, so that a constant stays what it is at every fraction.
  std::vector<double> weights_at(double fraction) const;

 private:
  double value_at(double distance) const;

  double cutoff_;
  double half_width_;
  std::size_t reach_;
};

}  // namespace leadwise
