#include "delineation/slope_grid.hpp"

namespace leadwise {

SlopeGrid::SlopeGrid(const LeadSamples& smooth, std::span<const double> lead_weights)
    : count_(static_cast<std::ptrdiff_t>(smooth.sample_count) / kStep),
      lead_count_(smooth.leads.size()),
      values_(static_cast<std::size_t>(count_) * lead_count_, 0.0),
      energy_before_(static_cast<std::size_t>(count_) + 1, 0.0) {
  for (std::size_t lead = 0; lead < lead_count_; ++lead) {
    const double* row = smooth.row(lead).data();
    for (std::ptrdiff_t i = 1; i + 1 < count_; ++i)
      values_[static_cast<std::size_t>(i) * lead_count_ + lead] =
          lead_weights[lead] * (row[(i + 1) * kStep] - row[(i - 1) * kStep]);
  }
  for (std::ptrdiff_t i = 0; i < count_; ++i) {
    const std::span<const double> here = between(i, i + 1);
    energy_before_[static_cast<std::size_t>(i) + 1] = energy_before_[static_cast<std::size_t>(i)] + dot(here, here);
  }
}

double dot(std::span<const double> a, std::span<const double> b) {
  // Four sums, so that the additions need not wait for each other.
  double sums[4] = {0.0, 0.0, 0.0, 0.0};
  std::size_t i = 0;
  for (; i + 4 <= a.size(); i += 4) {
    for (std::size_t k = 0; k < 4; ++k)
      sums[k] += a[i + k] * b[i + k];
  }
  for (; i < a.size(); ++i)
    sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace leadwise
