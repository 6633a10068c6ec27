#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "kaiser_sinc.hpp"
#include "leadwise/error.hpp"
#include "sampling_ratio.hpp"

namespace leadwise {

/// InvalidSamplingRate, naming the rate, unless it lies in 100..2000 Hz.
std::optional<Error> sampling_rate_error(double sampling_rate_hz);

/// Resampling of signals of one length from one rate to another; its filter is made once and serves every lead.
/// Both rates must be accepted by sampling_rate_error().
class SamplingRateChange {
 public:
  SamplingRateChange(std::size_t source_count, double from_hz, double to_hz);

  std::size_t result_count() const { return result_count_; }

  /// `source` must have the length that was named. Equal rates give an exact copy.
  std::vector<double> apply(std::span<const double> source) const;

 private:
  /// Where a result sample lies in the source: a sample, the filter's phase behind it, and how far on to the next phase.
  struct Position {
    std::size_t sample;
    std::size_t phase;
    double toward_next_phase;
  };

  Position position_of(std::size_t result_index) const;
  std::span<const double> weights_of(std::size_t phase) const;

  std::size_t result_count_;
  double step_;
  /// Set where the rates have so simple a ratio that each phase has weights of its own.
  std::optional<SamplingRatio> ratio_;
  std::size_t phases_;
  KaiserSinc filter_;
  /// Rows of 2 * reach weights, one a phase, the last for the next sample itself.
  std::vector<double> weights_;
};

}  // namespace leadwise
