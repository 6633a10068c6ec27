#include "delineation/smooth_leads.hpp"

#include <cmath>
#include <utility>

#include "beats/moving_average.hpp"
#include "beats/qrs_energy.hpp"

namespace leadwise {
namespace {

constexpr std::size_t kShortHalfWidth = 4, kLongHalfWidth = 5;
constexpr std::size_t kLightHalfWidth = 2;
// A median needs no more than every third sample.
constexpr std::size_t kNoiseStep = 3;

LeadSamples without_rows(const LeadSamples& leads) {
  LeadSamples result;
  result.leads = leads.leads;
  result.sample_count = leads.sample_count;
  result.values.reserve(leads.values.size());
  return result;
}

void add_row(const std::vector<double>& row, LeadSamples& into) {
  into.values.insert(into.values.end(), row.begin(), row.end());
}

double noise_mv(std::span<const double> row, std::span<const double> smooth) {
  std::vector<double> taken_away;
  taken_away.reserve(row.size() / kNoiseStep + 1);
  for (std::size_t i = 0; i < row.size(); i += kNoiseStep)
    taken_away.push_back(std::fabs(row[i] - smooth[i]));
  return quantile(std::move(taken_away), 0.5);
}

}  // namespace

LeadSamples smooth_leads(const LeadSamples& leads) {
  LeadSamples smooth = without_rows(leads);
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead)
    add_row(moving_average(moving_average(leads.row(lead), kShortHalfWidth), kLongHalfWidth), smooth);
  return smooth;
}

LeadSamples smooth_leads_lightly(const LeadSamples& leads) {
  LeadSamples smooth = without_rows(leads);
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead)
    add_row(moving_average(leads.row(lead), kLightHalfWidth), smooth);
  return smooth;
}

std::vector<double> weights_by_noise(const LeadSamples& leads, const LeadSamples& smooth) {
  std::vector<double> weights;
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead)
    weights.push_back(1.0 / (noise_mv(leads.row(lead), smooth.row(lead)) + kQuietNoiseMv));
  return weights;
}

}  // namespace leadwise
