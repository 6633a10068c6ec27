#include "sampling_rate_change.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "linear_prediction.hpp"
#include "number_text.hpp"

namespace leadwise {
namespace {

constexpr double kLowestRateHz = 100.0;
constexpr double kHighestRateHz = 2000.0;

/// More phases than this are interpolated linearly, which leaves an error below -90 dB.
constexpr std::size_t kMostPhases = 512;

// Of the lower rate: everything that could fold back or appear as an image lies above half of it.
constexpr double kPassEdge = 0.4;
constexpr double kStopEdge = 0.5;

KaiserSinc design(double from_hz, double to_hz) {
  const double lower = std::min(1.0, to_hz / from_hz);
  return {kPassEdge * lower, kStopEdge * lower};
}

/// The filter needs samples on both sides of every position, at the ends too.
std::vector<double> extend(std::span<const double> source, std::size_t pad) {
  const std::vector<double> reversed(source.rbegin(), source.rend());
  const std::vector<double> before = predict_following(reversed, pad);
  const std::vector<double> after = predict_following(source, pad);
  std::vector<double> extended(before.rbegin(), before.rend());
  extended.insert(extended.end(), source.begin(), source.end());
  extended.insert(extended.end(), after.begin(), after.end());
  return extended;
}

/// Four sums at once: one alone would wait for each addition to finish before the next.
double weighted_sum(std::span<const double> weights, const double* samples) {
  std::array<double, 4> sums{};
  std::size_t i = 0;
  for (; i + sums.size() <= weights.size(); i += sums.size()) {
    for (std::size_t lane = 0; lane < sums.size(); ++lane)
      sums[lane] += weights[i + lane] * samples[i + lane];
  }
  for (; i < weights.size(); ++i)
    sums[0] += weights[i] * samples[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace

std::optional<Error> sampling_rate_error(double sampling_rate_hz) {
  if (sampling_rate_hz >= kLowestRateHz && sampling_rate_hz <= kHighestRateHz)
    return std::nullopt;
  return Error{ErrorCode::InvalidSamplingRate, "a sampling rate of " + number_text(sampling_rate_hz) +
                                                   " Hz is outside " + number_text(kLowestRateHz) + " to " +
                                                   number_text(kHighestRateHz) + " Hz"};
}

SamplingRateChange::SamplingRateChange(std::size_t source_count, double from_hz, double to_hz)
    : result_count_(static_cast<std::size_t>(std::round(static_cast<double>(source_count) * to_hz / from_hz))),
      step_(from_hz / to_hz),
      ratio_(find_sampling_ratio(from_hz, to_hz, std::max(source_count, result_count_), kMostPhases)),
      phases_(ratio_ ? static_cast<std::size_t>(ratio_->denominator) : kMostPhases),
      filter_(design(from_hz, to_hz)) {
  for (std::size_t phase = 0; phase <= phases_; ++phase) {
    const auto weights = filter_.weights_at(static_cast<double>(phase) / static_cast<double>(phases_));
    weights_.insert(weights_.end(), weights.begin(), weights.end());
  }
}

SamplingRateChange::Position SamplingRateChange::position_of(std::size_t result_index) const {
  if (ratio_) {
    const std::uint64_t parts = result_index * ratio_->numerator;
    return {static_cast<std::size_t>(parts / ratio_->denominator),
            static_cast<std::size_t>(parts % ratio_->denominator), 0.0};
  }
  const double time = static_cast<double>(result_index) * step_;
  const double fine = (time - std::floor(time)) * static_cast<double>(phases_);
  const double phase = std::min(std::floor(fine), static_cast<double>(phases_ - 1));
  return {static_cast<std::size_t>(time), static_cast<std::size_t>(phase), fine - phase};
}

std::span<const double> SamplingRateChange::weights_of(std::size_t phase) const {
  const std::size_t row = 2 * filter_.reach();
  return {weights_.data() + phase * row, row};
}

std::vector<double> SamplingRateChange::apply(std::span<const double> source) const {
  if (ratio_ && ratio_->numerator == ratio_->denominator)
    return {source.begin(), source.end()};
  if (result_count_ == 0)
    return {};
  const std::vector<double> extended = extend(source, filter_.reach());
  std::vector<double> result(result_count_);
  for (std::size_t i = 0; i < result_count_; ++i) {
    const Position at = position_of(i);
    const double* samples = extended.data() + at.sample + 1;  // reach() - 1 before the source's own at.sample
    const double here = weighted_sum(weights_of(at.phase), samples);
    const double step = at.toward_next_phase;
    result[i] = step == 0.0 ? here : here + step * (weighted_sum(weights_of(at.phase + 1), samples) - here);
  }
  return result;
}

}  // namespace leadwise
