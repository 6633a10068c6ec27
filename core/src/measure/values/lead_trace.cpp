#include "values/lead_trace.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace leadwise {
namespace {

constexpr double kLevelFromS = 0.044;
constexpr double kLevelToS = 0.004;

double level_before_qrs_mv(std::span<const double> samples_mv, const WaveMarks& global) {
  if (!global.qrs_on_s || samples_mv.empty())
    return 0.0;
  const double last_time_s = static_cast<double>(samples_mv.size() - 1) / kModelRateHz;
  const double to_s = std::clamp(*global.qrs_on_s - kLevelToS, 0.0, last_time_s);
  const double after_p_s = std::min(global.p_off_s.value_or(0.0), to_s);
  const double from_s = std::clamp(*global.qrs_on_s - kLevelFromS, after_p_s, to_s);
  const auto first = static_cast<std::size_t>(std::lround(from_s * kModelRateHz));
  const auto last = static_cast<std::size_t>(std::lround(to_s * kModelRateHz));
  double sum_mv = 0.0;
  for (std::size_t i = first; i <= last; ++i)
    sum_mv += samples_mv[i];
  return sum_mv / static_cast<double>(last - first + 1);
}

}  // namespace

std::optional<Stretch> stretch_between(const RepresentativeBeat& beat, std::optional<double> on_s,
                                       std::optional<double> off_s) {
  if (!on_s || !off_s || beat.leads.sample_count == 0)
    return std::nullopt;
  const double end_s = static_cast<double>(beat.leads.sample_count - 1) / kModelRateHz;
  // Written so that NaN is outside.
  if (!(*on_s >= 0.0 && *off_s <= end_s && *off_s - *on_s >= 1.0 / kModelRateHz))
    return std::nullopt;
  return Stretch{static_cast<std::size_t>(std::lround(*on_s * kModelRateHz)),
                 static_cast<std::size_t>(std::lround(*off_s * kModelRateHz))};
}

LeadTrace::LeadTrace(const RepresentativeBeat& beat, std::size_t lead_position)
    : samples_mv_(beat.leads.row(lead_position)), level_mv_(level_before_qrs_mv(samples_mv_, beat.global)) {}

double LeadTrace::smoothed(std::size_t sample, std::size_t half_width) const {
  const std::size_t reach = std::min({half_width, sample, size() - 1 - sample});
  const auto m = static_cast<double>(reach);
  const double scale = 3.0 / ((2.0 * m - 1.0) * (2.0 * m + 1.0) * (2.0 * m + 3.0));
  const double peak_weight = scale * (3.0 * m * m + 3.0 * m - 1.0);
  const double fall = 5.0 * scale;
  double sum_mv = 0.0;
  double k = -m;
  for (std::size_t i = sample - reach; i <= sample + reach; ++i, k += 1.0)
    sum_mv += (peak_weight - fall * k * k) * samples_mv_[i];
  // The weights add up to 1.
  return sum_mv - level_mv_;
}

double LeadTrace::noise_mv() const {
  if (size() < 3)
    return 0.0;
  // Every other one is enough and takes half the time.
  std::vector<double> differences_mv;
  differences_mv.reserve(size() / 2);
  for (std::size_t i = 0; i + 2 < size(); i += 2)
    differences_mv.push_back(std::fabs(samples_mv_[i] - 2.0 * samples_mv_[i + 1] + samples_mv_[i + 2]));
  const auto middle = differences_mv.begin() + static_cast<std::ptrdiff_t>(differences_mv.size() / 2);
  std::nth_element(differences_mv.begin(), middle, differences_mv.end());
  // The median of |x| of a normal variable is 0.6745 of its deviation; the second difference's variance is 6 times x's.
  return *middle / (0.6745 * std::sqrt(6.0));
}

std::optional<LeadTrace> find_trace(const RepresentativeBeat& beat, Lead lead) {
  const std::optional<std::size_t> position = beat.leads.position(lead);
  return position && beat.leads.sample_count > 0 ? std::optional(LeadTrace(beat, *position)) : std::nullopt;
}

}  // namespace leadwise
