#include <cmath>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

std::size_t next_present(std::span<const double> samples, std::size_t from) {
  while (from < samples.size() && std::isnan(samples[from]))
    ++from;
  return from;
}

/// Fills samples[first, last) from the present samples on both sides of it.
void fill_gap(std::span<double> samples, std::size_t first, std::size_t last) {
  const double left = first > 0 ? samples[first - 1] : samples[last];
  const double right = last < samples.size() ? samples[last] : left;
  const double slope = (right - left) / static_cast<double>(last - first + 1);
  for (std::size_t i = first; i < last; ++i) {
    // A gap at either end has no slope to follow.
    const bool inside = first > 0 && last < samples.size();
    samples[i] = inside ? left + slope * static_cast<double>(i - first + 1) : left;
  }
}

}  // namespace

void fill_missing_samples(std::span<double> samples) {
  if (next_present(samples, 0) == samples.size())
    return;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (!std::isnan(samples[i]))
      continue;
    const std::size_t gap_end = next_present(samples, i);
    fill_gap(samples, i, gap_end);
    i = gap_end;
  }
}

}  // namespace leadwise
