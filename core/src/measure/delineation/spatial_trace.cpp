#include "delineation/spatial_trace.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr std::ptrdiff_t kHalfStep = 2;  // velocity over 8 ms

std::vector<double> gaussian(double sd) {
  const auto reach = static_cast<std::ptrdiff_t>(std::ceil(3.0 * sd));
  std::vector<double> weights;
  double sum = 0.0;
  for (std::ptrdiff_t k = -reach; k <= reach; ++k) {
    const double u = static_cast<double>(k) / sd;
    weights.push_back(std::exp(-0.5 * u * u));
    sum += weights.back();
  }
  for (double& weight : weights)
    weight /= sum;
  return weights;
}

// The ends are continued level.
std::vector<double> smoothed(std::span<const double> row, std::span<const double> weights) {
  const std::size_t reach = weights.size() / 2;
  std::vector<double> wide(reach, row.front());
  wide.insert(wide.end(), row.begin(), row.end());
  wide.insert(wide.end(), reach, row.back());
  std::vector<double> result(row.size(), 0.0);
  for (std::size_t k = 0; k < weights.size(); ++k) {
    for (std::size_t i = 0; i < row.size(); ++i)
      result[i] += weights[k] * wide[i + k];
  }
  return result;
}

std::vector<double> velocity_of(std::span<const std::vector<double>> rows, std::size_t count) {
  std::vector<double> velocity(count, 0.0);
  for (std::size_t i = kHalfStep; i + kHalfStep < count; ++i) {
    double squares = 0.0;
    for (const std::vector<double>& row : rows) {
      const double change = (row[i + kHalfStep] - row[i - kHalfStep]) / (2.0 * kHalfStep);
      squares += change * change;
    }
    velocity[i] = std::sqrt(squares / static_cast<double>(rows.size()));
  }
  return velocity;
}

}  // namespace

WaveRange SpatialTrace::inside(WaveRange range) const {
  return {std::max<std::ptrdiff_t>(range.first, 0), std::min(range.last, size() - 1)};
}

std::ptrdiff_t SpatialTrace::fastest(WaveRange range) const {
  const WaveRange within = inside(range);
  std::ptrdiff_t best = within.first;
  for (std::ptrdiff_t i = within.first; i <= within.last; ++i) {
    if (velocity[static_cast<std::size_t>(i)] > velocity[static_cast<std::size_t>(best)])
      best = i;
  }
  return best;
}

SpatialTrace trace_leads(const LeadSamples& leads, double smoothing_samples) {
  const std::vector<double> weights = gaussian(smoothing_samples);
  SpatialTrace trace;
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead)
    trace.rows_mv.push_back(smoothed(leads.row(lead), weights));
  trace.velocity = velocity_of(trace.rows_mv, leads.sample_count);
  return trace;
}

SpatialTrace chosen_rows(const SpatialTrace& trace, std::span<const std::size_t> which) {
  SpatialTrace chosen;
  for (const std::size_t row : which)
    chosen.rows_mv.push_back(trace.rows_mv[row]);
  chosen.velocity = velocity_of(chosen.rows_mv, trace.velocity.size());
  return chosen;
}

double broadband_noise_mv(const LeadSamples& leads, std::span<const std::size_t> which) {
  constexpr double kMedianOfDifference = 0.6745 * 1.41421356;
  double squares = 0.0;
  for (const std::size_t lead : which) {
    const std::span<const double> row = leads.row(lead);
    std::vector<double> steps;
    for (std::size_t i = 1; i < row.size(); ++i)
      steps.push_back(std::fabs(row[i] - row[i - 1]));
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    const double noise = steps.empty() ? 0.0 : *middle / kMedianOfDifference;
    squares += noise * noise;
  }
  return which.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(which.size()));
}

std::vector<std::size_t> independent_lead_positions(const LeadSamples& leads) {
  std::vector<std::size_t> chosen;
  std::size_t limb_leads = 0;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    if (!is_limb_lead(leads.leads[i]) || limb_leads++ < 2)
      chosen.push_back(i);
  }
  return chosen;
}

std::vector<double> level_over(const SpatialTrace& trace, WaveRange range) {
  const WaveRange within = trace.inside(range);
  std::vector<double> level;
  for (const std::vector<double>& row : trace.rows_mv) {
    double sum = 0.0;
    for (std::ptrdiff_t i = within.first; i <= within.last; ++i)
      sum += row[static_cast<std::size_t>(i)];
    level.push_back(within.length() > 0 ? sum / static_cast<double>(within.length()) : 0.0);
  }
  return level;
}

double distance_mv(const SpatialTrace& trace, std::ptrdiff_t sample, std::span<const double> level_mv) {
  double squares = 0.0;
  for (std::size_t lead = 0; lead < trace.rows_mv.size(); ++lead) {
    const double away = trace.rows_mv[lead][static_cast<std::size_t>(sample)] - level_mv[lead];
    squares += away * away;
  }
  return std::sqrt(squares / static_cast<double>(trace.rows_mv.size()));
}

double mean_square_mv2(const SpatialTrace& trace, WaveRange range, std::span<const double> level_mv) {
  const WaveRange within = trace.inside(range);
  double squares = 0.0;
  for (std::ptrdiff_t i = within.first; i <= within.last; ++i) {
    const double distance = distance_mv(trace, i, level_mv);
    squares += distance * distance;
  }
  return within.length() > 0 ? squares / static_cast<double>(within.length()) : 0.0;
}

}  // namespace leadwise
