#include "quality/between_beats.hpp"

#include <algorithm>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

// From a beat's common point; half of a complex as wide as bundle branch block makes it.
constexpr double kAfterBeatS = 0.11;
constexpr double kBeforeBeatS = 0.09;
constexpr std::size_t kShortestStretch = 20;
constexpr std::size_t kPiece = 500;

std::size_t sample_at(double time_s, std::size_t sample_count) {
  return static_cast<std::size_t>(std::clamp(time_s * kModelRateHz, 0.0, static_cast<double>(sample_count)));
}

std::vector<SampleStretch> pieces(std::size_t sample_count) {
  std::vector<SampleStretch> stretches;
  for (std::size_t first = 0; first + kPiece <= sample_count; first += kPiece)
    stretches.push_back({first, first + kPiece});
  return stretches;
}

}  // namespace

std::vector<SampleStretch> stretches_between_beats(std::span<const double> qrs_s, std::size_t sample_count) {
  std::vector<SampleStretch> stretches;
  for (std::size_t i = 1; i < qrs_s.size(); ++i) {
    const SampleStretch stretch{sample_at(qrs_s[i - 1] + kAfterBeatS, sample_count),
                                sample_at(qrs_s[i] - kBeforeBeatS, sample_count)};
    if (stretch.first + kShortestStretch <= stretch.last)
      stretches.push_back(stretch);
  }
  return stretches.empty() ? pieces(sample_count) : stretches;
}

}  // namespace leadwise
