#include "quality/quality_limits.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "quality/figure_text.hpp"

namespace leadwise {
namespace {

// Less noise than this costs small complexes, as of a lead across the axis, no more than it costs any other wave.
constexpr double kSmallestNoiseMv = 0.05;

double share_of_qrs(double amplitude_mv, const LeadFigures& figures) {
  if (amplitude_mv < kSmallestNoiseMv || figures.qrs_size_mv <= 0.0)
    return 0.0;
  return 100.0 * amplitude_mv / figures.qrs_size_mv;
}

double plateaus_of(const LeadFigures& lead) { return lead.clipping.typical; }
double most_plateaus_of(const LeadFigures& lead) { return lead.clipping.worst; }
double size_of(const LeadFigures& lead) { return lead.qrs_size_mv; }
double mains_of(const LeadFigures& lead) { return lead.mains.amplitude_mv; }
double mains_share(const LeadFigures& lead) { return share_of_qrs(lead.mains.amplitude_mv, lead); }
double noise_of(const LeadFigures& lead) { return lead.noise.typical_mv; }
double noise_share(const LeadFigures& lead) { return share_of_qrs(lead.noise.typical_mv, lead); }
double burst_of(const LeadFigures& lead) { return lead.noise.worst_mv; }
double wander_of(const LeadFigures& lead) { return lead.wander_mv; }

// From noise added to 40 of PTB-XL's records. The averaged T wave was off by 25 uV or more in one lead of ten from about
// 0.03 mV of white or muscle noise, 0.04 mV of mains hum and 0.5 mV of wander: there the doubt begins. Typically a QRS
// complex was off by a quarter of its size where white noise reached 20 % or hum 15 % of it, and a T wave by 0.2 mV,
// its usual size, from 0.3 mV of noise or hum; wander of 5 mV cost 0.1 mV typically and 0.5 mV in one lead of ten: there
// a lead is no longer measured.
constexpr std::array<QualityLimit, 9> kLimits = {{
    {ErrorCode::ImplausibleScale, size_of, "has QRS complexes of", "", "mV", kNoLimit, 20.0},
    {ErrorCode::ClippedSignal, plateaus_of, "is cut off at its extreme value in", "", "places in 10 s", kNoLimit, 2.0},
    {ErrorCode::ClippedSignal, most_plateaus_of, "", "values cut off at the extreme", "in 10 s", 2.0, kNoLimit},
    {ErrorCode::MainsInterference, mains_of, "has mains hum of", "mains hum", "mV", 0.04, 0.3},
    {ErrorCode::MainsInterference, mains_share, "has mains hum of", "", "% of its QRS complexes", kNoLimit, 15.0},
    {ErrorCode::MuscleNoise, noise_of, "has noise of", "noise", "mV RMS", 0.03, 0.3},
    {ErrorCode::MuscleNoise, noise_share, "has noise of", "", "% of its QRS complexes", kNoLimit, 20.0},
    {ErrorCode::MuscleNoise, burst_of, "", "bursts of noise", "mV RMS", 0.1, kNoLimit},
    {ErrorCode::BaselineWander, wander_of, "has a baseline that wanders over", "wander of the baseline", "mV", 0.5,
     5.0},
}};

}  // namespace

std::span<const QualityLimit> quality_limits() { return kLimits; }

std::optional<Error> unusable_error(Lead lead, const LeadFigures& figures) {
  const auto beyond = std::find_if(kLimits.begin(), kLimits.end(), [&](const QualityLimit& limit) {
    return limit.figure(figures) > limit.unusable_above;
  });
  if (beyond == kLimits.end())
    return std::nullopt;
  std::string message = std::string("lead ").append(lead_name(lead)).append(" ").append(beyond->verdict);
  message.append(" ").append(figure_text(beyond->figure(figures), beyond->unit));
  message.append("; beyond ").append(figure_text(beyond->unusable_above, beyond->unit)).append(" it is not measured");
  return Error{beyond->code, std::move(message)};
}

}  // namespace leadwise
