#include "dicom/written_channel.hpp"

#include <algorithm>
#include <cmath>

#include "text/number_text.hpp"

namespace leadwise::io::dicom {
namespace {

constexpr double kLargestAdu = 32767.0;
constexpr std::size_t kLongestDecimal = 16;

struct Scale {
  double resolution_mv = 0.001;
  double baseline_adu = 0.0;
};

double adu_of(double sample_mv, const Scale& scale) {
  return std::round(sample_mv / scale.resolution_mv + scale.baseline_adu);
}

bool fits(const Channel& channel, const Scale& scale) {
  constexpr double kCoarsestMv = 1e20;
  if (!std::isnormal(scale.resolution_mv) || scale.resolution_mv > kCoarsestMv ||
      std::abs(scale.baseline_adu) > kLargestAdu)
    return false;
  return std::all_of(channel.samples_mv.begin(), channel.samples_mv.end(), [&](double sample_mv) {
    return std::isnan(sample_mv) || std::abs(adu_of(sample_mv, scale)) <= kLargestAdu;
  });
}

// The finest step of at least 1 nV that holds the range.
Scale finest_scale(const Channel& channel) {
  constexpr double kFinestMv = 1e-6;
  double largest_mv = 0.0;
  for (const double sample_mv : channel.samples_mv) {
    if (!std::isnan(sample_mv))
      largest_mv = std::max(largest_mv, std::abs(sample_mv));
  }
  if (largest_mv == 0.0)
    return {};
  return {std::max(largest_mv / kLargestAdu * (1.0 + 1e-9), kFinestMv), 0.0};
}

}  // namespace

std::string decimal_string(double value) {
  std::string text = number_text(value);
  if (text.size() <= kLongestDecimal)
    return text;
  // Whole numbers from 1e15 on have an exponent, so that what is cut off stands behind the point.
  const std::size_t mantissa_end = std::min(text.find('e'), text.size());
  const std::string exponent = text.substr(mantissa_end);
  return text.substr(0, std::min(mantissa_end, kLongestDecimal - exponent.size())) + exponent;
}

WrittenChannel digitise_channel(const Channel& channel) {
  const Scale own{channel.resolution_mv, channel.baseline_adu};
  Scale scale = channel.resolution_mv > 0.0 && fits(channel, own) ? own : finest_scale(channel);
  WrittenChannel written;
  written.sensitivity_uv = decimal_string(scale.resolution_mv * 1000.0);
  // The integers follow what the file says, not what it was rounded from.
  const double stated_mv = parse_double(written.sensitivity_uv).value_or(0.0) / 1000.0;
  if (stated_mv > 0.0 && fits(channel, {stated_mv, scale.baseline_adu}))
    scale.resolution_mv = stated_mv;
  written.baseline_uv =
      decimal_string(scale.baseline_adu == 0.0 ? 0.0 : -scale.baseline_adu * scale.resolution_mv * 1000.0);
  written.samples_adu.reserve(channel.samples_mv.size());
  for (const double sample_mv : channel.samples_mv)
    written.samples_adu.push_back(std::isnan(sample_mv) ? kMissingAdu
                                                        : static_cast<std::int16_t>(adu_of(sample_mv, scale)));
  return written;
}

}  // namespace leadwise::io::dicom
