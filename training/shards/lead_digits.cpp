#include "shards/lead_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "support/for_each_processor.hpp"

namespace leadwise::training {
namespace {

constexpr double kLargestDigit = 32767.0;
constexpr double kSpan = 2.0 * kLargestDigit;

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  bool empty() const { return low > high; }
};

/// Of the samples that are there: comparisons with NaN are false. In several lanes, since one chain of comparisons would wait
/// for itself.
LEADWISE_FOR_EACH_PROCESSOR
Range range_of(const std::vector<double>& samples_mv) {
  constexpr std::size_t kLanes = 16;
  std::array<Range, kLanes> lanes;
  const auto take = [](Range& range, double sample_mv) {
    range.low = sample_mv < range.low ? sample_mv : range.low;
    range.high = sample_mv > range.high ? sample_mv : range.high;
  };
  std::size_t i = 0;
  for (; i + kLanes <= samples_mv.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      take(lanes[lane], samples_mv[i + lane]);
  for (; i < samples_mv.size(); ++i)
    take(lanes[0], samples_mv[i]);
  for (const Range& lane : lanes) {
    lanes[0].low = std::min(lanes[0].low, lane.low);
    lanes[0].high = std::max(lanes[0].high, lane.high);
  }
  return lanes[0];
}

/// To the nearest whole number, for magnitudes below 2^51: adding 1.5 * 2^52 leaves no bits for a fraction. Unlike
/// std::nearbyint it is no call, so that a compiler does several at once.
double rounded(double value) {
  constexpr double kNoFraction = 6755399441055744.0;
  return (value + kNoFraction) - kNoFraction;
}

double digit_of(double sample_mv, double per_mv, double zero_digit) { return rounded(sample_mv * per_mv + zero_digit); }

/// The file's own integers, moved by a whole number where they lie outside of 16 bits; nullopt where they span more.
std::optional<DigitScale> own_scale(const Channel& channel, const Range& range) {
  const double step_mv = channel.resolution_mv, zero = channel.baseline_adu;
  if (!(step_mv > 0.0) || !std::isfinite(step_mv) || !std::isfinite(zero))
    return std::nullopt;
  const double low = range.low / step_mv + zero, high = range.high / step_mv + zero;
  if (!(std::abs(low) < 1e9) || !(std::abs(high) < 1e9) || high - low > kSpan + 0.5)
    return std::nullopt;
  const bool fits = low >= -kLargestDigit - 0.5 && high <= kLargestDigit + 0.5;
  const double moved = fits ? 0.0 : rounded(0.5 * (low + high));
  return DigitScale{step_mv, zero - moved, std::nullopt, true};
}

DigitScale finest_scale(const Range& range) {
  const double span_mv = range.high - range.low;
  if (span_mv > 0.0) {
    const double scale_mv = span_mv / kSpan;
    return {scale_mv, -kLargestDigit - range.low / scale_mv, std::nullopt, false};
  }
  return {range.low == 0.0 ? 1.0 : std::abs(range.low), 0.0, std::nullopt, false};
}

LEADWISE_FOR_EACH_PROCESSOR
void fill_digits(const double* samples_mv, std::size_t count, double per_mv, double zero_digit, std::int16_t* digits) {
  for (std::size_t i = 0; i < count; ++i) {
    const double digit = std::clamp(digit_of(samples_mv[i], per_mv, zero_digit), -kLargestDigit, kLargestDigit);
    digits[i] = static_cast<std::int16_t>(std::isnan(samples_mv[i]) ? kMissingDigit : static_cast<int>(digit));
  }
}

void fill_digits(const std::vector<double>& samples_mv, const DigitScale& scale, std::span<std::int16_t> digits) {
  fill_digits(samples_mv.data(), samples_mv.size(), 1.0 / scale.scale_mv, scale.zero_digit, digits.data());
}

/// How many of a block's samples are not what their digits stand for.
LEADWISE_FOR_EACH_PROCESSOR
int differing_by_step(const double* samples_mv, const std::int16_t* digits, std::size_t count, double zero_digit,
                      double step_mv) {
  int differing = 0;
  for (std::size_t i = 0; i < count; ++i)
    differing += static_cast<int>((digits[i] - zero_digit) * step_mv != samples_mv[i]) &
                 static_cast<int>(digits[i] != kMissingDigit);
  return differing;
}

LEADWISE_FOR_EACH_PROCESSOR
int differing_by_gain(const double* samples_mv, const std::int16_t* digits, std::size_t count, double zero_digit,
                      double per_mv) {
  int differing = 0;
  for (std::size_t i = 0; i < count; ++i)
    differing += static_cast<int>((digits[i] - zero_digit) / per_mv != samples_mv[i]) &
                 static_cast<int>(digits[i] != kMissingDigit);
  return differing;
}

bool come_back_exactly(const std::vector<double>& samples_mv, const DigitScale& scale,
                       std::span<const std::int16_t> digits) {
  // Several at once, yet the first that differs ends it soon.
  constexpr std::size_t kBlock = 128;
  const auto differing = scale.digits_per_mv ? differing_by_gain : differing_by_step;
  const double factor = scale.digits_per_mv.value_or(scale.scale_mv);
  for (std::size_t first = 0; first < samples_mv.size(); first += kBlock)
    if (differing(samples_mv.data() + first, digits.data() + first, std::min(kBlock, samples_mv.size() - first),
                  scale.zero_digit, factor) != 0)
      return false;
  return true;
}

/// 1 / (1 / gain) can differ from the gain in its last digit; gains are written with few digits.
double tidy_gain(double gain) {
  for (const double parts : {1.0, 1e3, 1e6}) {
    const double tidy = std::round(gain * parts) / parts;
    if (std::abs(tidy - gain) <= 1e-14 * gain)
      return tidy;
  }
  return gain;
}

}  // namespace

Result<DigitScale> to_digits(const Channel& channel, std::span<std::int16_t> digits) {
  const auto& samples_mv = channel.samples_mv;
  Range range = range_of(samples_mv);
  if (range.empty())
    range = {0.0, 0.0};
  if (!std::isfinite(range.low) || !std::isfinite(range.high))
    return fail(ErrorCode::NonFiniteSample, "lead \"" + channel_name(channel) + "\" holds infinite values");
  if (auto own = own_scale(channel, range)) {
    fill_digits(samples_mv, *own, digits);
    if (come_back_exactly(samples_mv, *own, digits))
      return *own;
    own->digits_per_mv = tidy_gain(1.0 / own->scale_mv);
    if (come_back_exactly(samples_mv, *own, digits))
      return *own;
  }
  DigitScale scale = finest_scale(range);
  fill_digits(samples_mv, scale, digits);
  scale.exact = come_back_exactly(samples_mv, scale, digits);
  return scale;
}

std::vector<double> to_millivolts(std::span<const std::int16_t> digits, const DigitScale& scale) {
  std::vector<double> samples_mv(digits.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const double from_zero = digits[i] - scale.zero_digit;
    const double value_mv = scale.digits_per_mv ? from_zero / *scale.digits_per_mv : from_zero * scale.scale_mv;
    samples_mv[i] = digits[i] == kMissingDigit ? std::numeric_limits<double>::quiet_NaN() : value_mv;
  }
  return samples_mv;
}

}  // namespace leadwise::training
