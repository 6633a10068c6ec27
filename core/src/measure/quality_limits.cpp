#include "quality_limits.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "figure_text.hpp"

namespace leadwise {
namespace {

double share_of_qrs(double amplitude_mv, const LeadFigures& figures) {
  return figures.qrs_size_mv > 0.0 ? 100.0 * amplitude_mv / figures.qrs_size_mv : 0.0;
}

constexpr std::array<QualityLimit, 8> kLimits = {{
    {ErrorCode::ImplausibleScale, [](const LeadFigures& lead) { return lead.qrs_size_mv; }, "QRS complexes", "mV",
     kNoLimit, 20.0},
    {ErrorCode::ClippedSignal, [](const LeadFigures& lead) { return static_cast<double>(lead.clipping.plateaus); },
     "plateaus at its extreme value", "in all", kNoLimit, 2.0},
    {ErrorCode::MainsInterference, [](const LeadFigures& lead) { return lead.mains.amplitude_mv; }, "mains hum", "mV",
     0.025, kNoLimit},
    {ErrorCode::MainsInterference, [](const LeadFigures& lead) { return share_of_qrs(lead.mains.amplitude_mv, lead); },
     "mains hum", "% of the QRS complexes", kNoLimit, 50.0},
    {ErrorCode::MuscleNoise, [](const LeadFigures& lead) { return lead.noise.typical_mv; }, "noise", "mV RMS", 0.025,
     kNoLimit},
    {ErrorCode::MuscleNoise, [](const LeadFigures& lead) { return lead.noise.worst_mv; }, "bursts of noise", "mV RMS",
     0.05, kNoLimit},
    {ErrorCode::MuscleNoise, [](const LeadFigures& lead) { return share_of_qrs(lead.noise.typical_mv, lead); }, "noise",
     "% of the QRS complexes", kNoLimit, 25.0},
    {ErrorCode::BaselineWander, [](const LeadFigures& lead) { return lead.wander_mv; }, "a wandering baseline", "mV",
     0.5, 5.0},
}};

}  // namespace

std::span<const QualityLimit> quality_limits() { return kLimits; }

std::optional<Error> unusable_error(Lead lead, const LeadFigures& figures) {
  const auto beyond = std::find_if(kLimits.begin(), kLimits.end(), [&](const QualityLimit& limit) {
    return limit.figure(figures) > limit.unusable_above;
  });
  if (beyond == kLimits.end())
    return std::nullopt;
  std::string message = std::string("lead ").append(lead_name(lead)).append(" has ").append(beyond->what);
  message.append(" of ").append(figure_text(beyond->figure(figures), beyond->unit));
  message.append("; beyond ").append(figure_text(beyond->unusable_above, beyond->unit)).append(" it is not measured");
  return Error{beyond->code, std::move(message)};
}

}  // namespace leadwise
