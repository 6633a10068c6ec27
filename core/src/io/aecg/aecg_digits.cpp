#include "aecg/aecg_digits.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr double kLargestWrittenDigit = 1e12;
constexpr double kNanovoltMv = 1e-6;

/// How a channel's mV become integers.
struct Scale {
  double step_mv = kNanovoltMv;
  double baseline_adu = 0.0;
};

double digit_of(double sample_mv, const Scale& scale) {
  return std::round(sample_mv / scale.step_mv + scale.baseline_adu);
}

// The range of steps keeps every number that is written and read again far from the limits of a double.
bool fits(const Channel& channel, const Scale& scale) {
  if (!(scale.step_mv >= 1e-30 && scale.step_mv <= 1e30) || !(std::abs(scale.baseline_adu) <= 1e9))
    return false;
  return std::all_of(channel.samples_mv.begin(), channel.samples_mv.end(), [&](double sample_mv) {
    const double digit = digit_of(sample_mv, scale);
    const double error_mv = std::abs((digit - scale.baseline_adu) * scale.step_mv - sample_mv);
    return std::abs(digit) <= kLargestWrittenDigit && error_mv <= 0.51 * scale.step_mv;
  });
}

Scale decimal_scale(const Channel& channel) {
  double largest_mv = 0.0;
  for (const double sample_mv : channel.samples_mv)
    largest_mv = std::max(largest_mv, std::abs(sample_mv));
  Scale scale;
  while (largest_mv / scale.step_mv > kLargestWrittenDigit)
    scale.step_mv *= 10.0;
  return scale;
}

Result<void> check_complete(const Channel& channel) {
  const auto& samples = channel.samples_mv;
  const auto missing = std::find_if(samples.begin(), samples.end(), [](double sample) { return std::isnan(sample); });
  if (missing == samples.end())
    return {};
  return fail(ErrorCode::NonFiniteSample, "channel " + quoted(channel_name(channel)) + ": sample " +
                                              std::to_string(missing - samples.begin()) +
                                              " is missing, and HL7 aECG has no mark for that");
}

}  // namespace

Result<AecgDigits> aecg_digits(const Channel& channel) {
  if (auto checked = check_complete(channel); !checked)
    return tl::unexpected(checked.error());
  const Scale own{channel.resolution_mv, channel.baseline_adu};
  const Scale scale = fits(channel, own) ? own : decimal_scale(channel);
  AecgDigits digits{scale.step_mv, scale.baseline_adu == 0.0 ? 0.0 : -scale.baseline_adu * scale.step_mv, {}};
  for (const double sample_mv : channel.samples_mv) {
    digits.text += digits.text.empty() ? "" : " ";
    digits.text += std::to_string(static_cast<std::int64_t>(digit_of(sample_mv, scale)));
  }
  return digits;
}

}  // namespace leadwise::io
