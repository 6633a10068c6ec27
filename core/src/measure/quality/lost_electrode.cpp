#include "quality/lost_electrode.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "quality/figure_text.hpp"
#include "quality/repeated_qrs.hpp"

namespace leadwise {
namespace {

// No chest lead of 710 real ECGs has waves below 0.06 mV. A limb lead may lie across the axis.
constexpr double kSmallestChestQrsMv = 0.03;
// White noise spans about 4.9 times its RMS in the 160 ms of a complex, slower noise more of what is measured of it; hum spans
// twice its amplitude. The complexes of all 4284 chest leads of 714 real ECGs are at least twice as large as this.
constexpr double kNoiseSpans = 8.0;
constexpr double kHumSpans = 2.5;
// The median of several values varies a quarter more than their mean.
constexpr double kRepeatedNoiseSpans = 1.25 * kNoiseSpans;

double least_mv(double noise_mv, const LeadFigures& figures) {
  return std::max(kSmallestChestQrsMv, noise_mv + kHumSpans * figures.mains.amplitude_mv);
}

bool repeats_complexes(const LeadFigures& figures, std::span<const double> samples_mv, std::span<const double> qrs_s) {
  const double noise_mv = kRepeatedNoiseSpans * figures.noise.typical_mv / std::sqrt(static_cast<double>(qrs_s.size()));
  return measure_repeated_qrs(samples_mv, qrs_s) >= least_mv(noise_mv, figures);
}

}  // namespace

std::optional<Error> lost_electrode_error(Lead lead, const LeadFigures& figures, std::span<const double> samples_mv,
                                          std::span<const double> qrs_s) {
  const double least = least_mv(kNoiseSpans * figures.noise.typical_mv, figures);
  if (is_limb_lead(lead) || qrs_s.empty() || figures.qrs_size_mv >= least)
    return std::nullopt;
  // Small complexes in noise still are complexes.
  if (figures.qrs_size_mv >= kSmallestChestQrsMv && repeats_complexes(figures, samples_mv, qrs_s))
    return std::nullopt;
  std::string message = std::string("lead ").append(lead_name(lead)).append(" has QRS complexes of ");
  message.append(figure_text(figures.qrs_size_mv, "mV")).append("; below ").append(figure_text(least, "mV"));
  message.append(least > kSmallestChestQrsMv ? ", given its noise and hum, " : " ");
  return Error{ErrorCode::ImplausibleScale, message + "it is not measured: the electrode may be off"};
}

}  // namespace leadwise
