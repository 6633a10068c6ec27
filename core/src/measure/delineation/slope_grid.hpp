#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// The slopes of all leads every kStep samples, by which beats and waves are compared: slopes do not see the level, and
/// at 125 Hz hold all that P and T waves are. mV over 16 ms, 0 at the record's ends.
class SlopeGrid {
 public:
  static constexpr std::ptrdiff_t kStep = 4;

  /// `smooth`: at kModelRateHz, without what lies above some 20 Hz.
  /// `lead_weights`: one a lead.
  SlopeGrid(const LeadSamples& smooth, std::span<const double> lead_weights);

  std::ptrdiff_t count() const { return count_; }
  std::size_t lead_count() const { return lead_count_; }
  /// All leads at places [first, last), side by side. Places outside of the grid must not be asked for.
  std::span<const double> between(std::ptrdiff_t first, std::ptrdiff_t last) const {
    return {values_.data() + static_cast<std::size_t>(first) * lead_count_,
            static_cast<std::size_t>(last - first) * lead_count_};
  }
  /// Sum of squares over all leads at places [first, last).
  double energy(std::ptrdiff_t first, std::ptrdiff_t last) const {
    return energy_before_[static_cast<std::size_t>(last)] - energy_before_[static_cast<std::size_t>(first)];
  }

 private:
  std::ptrdiff_t count_;
  std::size_t lead_count_;
  std::vector<double> values_;         // [place][lead]
  std::vector<double> energy_before_;  // one more than places
};

/// Added to energies that are divided by: less than any wave has, but never 0.
inline constexpr double kTinyEnergy = 1e-12;

/// Sum of products of equally many values.
double dot(std::span<const double> a, std::span<const double> b);

}  // namespace leadwise
