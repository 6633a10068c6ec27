#include "explain/integrate_path.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise::nn {
namespace {

/// The ends of the way and `steps` - 1 places between, by the trapezoidal rule.
std::vector<PathPoint> first_points(std::size_t steps) {
  std::vector<PathPoint> points = {{0.0, 0.5}, {1.0, 0.5}};
  for (std::size_t i = 1; i < steps; ++i)
    points.push_back({static_cast<double>(i) / static_cast<double>(steps), 1.0});
  return points;
}

/// The places that twice as many steps add.
std::vector<PathPoint> points_between(std::size_t steps) {
  std::vector<PathPoint> points;
  for (std::size_t i = 0; i < steps; ++i)
    points.push_back({(static_cast<double>(i) + 0.5) / static_cast<double>(steps), 1.0});
  return points;
}

/// In pieces of `at_once`. Gives the logits of all points.
Result<std::vector<double>> add_all(PathGradient& gradient, std::span<const PathPoint> points, std::size_t at_once) {
  std::vector<double> all;
  for (std::size_t first = 0; first < points.size(); first += at_once) {
    const auto logits = gradient.add(points.subspan(first, std::min(at_once, points.size() - first)));
    if (!logits)
      return logits;
    all.insert(all.end(), logits->begin(), logits->end());
  }
  return all;
}

LeadAttribution lead_attribution(const PathGradient& gradient, const ModelInput& from, const ModelInput& to,
                                 std::size_t lead, double step) {
  const auto sums = gradient.sample_sums(lead);
  const auto begin = from.standardised.row(lead), end = to.standardised.row(lead);
  LeadAttribution attribution{to.standardised.leads[lead], std::vector<double>(sums.size()), 0.0};
  for (std::size_t i = 0; i < sums.size(); ++i)
    attribution.samples[i] = (end[i] - begin[i]) * sums[i] * step;
  attribution.amplitude = (to.log_sd_mv[lead] - from.log_sd_mv[lead]) * gradient.log_sd_sum(lead) * step;
  return attribution;
}

void set_leads(const PathGradient& gradient, const ModelInput& from, const ModelInput& to, Attribution& attribution) {
  attribution.leads.clear();
  for (std::size_t lead = 0; lead < to.standardised.leads.size(); ++lead) {
    const double step = 1.0 / static_cast<double>(attribution.steps);
    attribution.leads.push_back(lead_attribution(gradient, from, to, lead, step));
  }
}

bool is_complete(const Attribution& attribution) {
  return attribution.relative_gap() <= Explainer::kLargestRelativeGap ||
         std::fabs(attribution.gap()) <= Explainer::kLargestGap;
}

}  // namespace

Result<Attribution> integrate_path(PathGradient& gradient, const ModelInput& from, const ModelInput& to,
                                   std::size_t at_once) {
  Attribution attribution;
  attribution.steps = Explainer::kFewestSteps;
  const auto logits = add_all(gradient, first_points(attribution.steps), at_once);
  if (!logits)
    return tl::unexpected<Error>(logits.error());
  attribution.baseline_logit = (*logits)[0];
  attribution.logit = (*logits)[1];
  set_leads(gradient, from, to, attribution);
  while (!is_complete(attribution) && attribution.steps < Explainer::kMostSteps) {
    if (const auto more = add_all(gradient, points_between(attribution.steps), at_once); !more)
      return tl::unexpected<Error>(more.error());
    attribution.steps *= 2;
    set_leads(gradient, from, to, attribution);
  }
  return attribution;
}

}  // namespace leadwise::nn
