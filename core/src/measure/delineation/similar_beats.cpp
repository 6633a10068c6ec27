#include "delineation/similar_beats.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace leadwise {
namespace {

// Neighbours at each side that are looked at: enough to quieten noise, and few enough for time linear in the record.
constexpr std::size_t kReachBeats = 6;

struct Stretch {
  std::ptrdiff_t first, last;
};

Stretch compared_places(std::ptrdiff_t anchor, const WindowChoice& choice) {
  const std::ptrdiff_t first = (anchor + choice.compare_from) / SlopeGrid::kStep;
  return {first, first + (choice.compare_to - choice.compare_from) / SlopeGrid::kStep};
}

bool is_inside(const SlopeGrid& slopes, const Stretch& stretch, std::ptrdiff_t margin) {
  return stretch.first >= margin && stretch.last + margin <= slopes.count();
}

double correlation(const SlopeGrid& slopes, const Stretch& mine, std::ptrdiff_t other_first) {
  const std::ptrdiff_t other_last = other_first + mine.last - mine.first;
  const double both = dot(slopes.between(mine.first, mine.last), slopes.between(other_first, other_last));
  const double energies = slopes.energy(mine.first, mine.last) * slopes.energy(other_first, other_last);
  return both > 0.0 ? both / std::sqrt(energies + kTinyEnergy) : 0.0;
}

// How far right of the middle one of three values a parabola through them peaks, in their distance; -0.5 to 0.5.
double vertex(double left, double middle, double right) {
  const double curvature = 2.0 * middle - left - right;
  return curvature > 0.0 ? std::clamp((right - left) / (2.0 * curvature), -0.5, 0.5) : 0.0;
}

// Which sample of the other beat fits the beat's anchor; nullopt where no shift makes them alike.
std::optional<std::ptrdiff_t> fitting_anchor(const SlopeGrid& slopes, std::ptrdiff_t anchor, std::ptrdiff_t other,
                                             const WindowChoice& choice) {
  const std::ptrdiff_t shifts = choice.largest_shift / SlopeGrid::kStep;
  const Stretch mine = compared_places(anchor, choice);
  const Stretch theirs = compared_places(other, choice);
  if (!is_inside(slopes, mine, 0) || !is_inside(slopes, theirs, shifts + 1))
    return std::nullopt;
  std::vector<double> fits;
  for (std::ptrdiff_t shift = -shifts - 1; shift <= shifts + 1; ++shift)
    fits.push_back(correlation(slopes, mine, theirs.first + shift));
  const auto best = std::max_element(fits.begin() + 1, fits.end() - 1);
  if (*best < choice.least_correlation)
    return std::nullopt;
  const double place = static_cast<double>(theirs.first - shifts - 1 + (best - fits.begin()) - mine.first) +
                       vertex(*(best - 1), *best, *(best + 1));
  return anchor + std::lround(place * static_cast<double>(SlopeGrid::kStep));
}

// Adds `length` samples from `first` on; beyond the row's ends the nearest one.
void add_samples(std::span<const double> row, std::ptrdiff_t first, std::span<double> into) {
  const auto count = static_cast<std::ptrdiff_t>(row.size());
  const auto length = static_cast<std::ptrdiff_t>(into.size());
  const std::ptrdiff_t inside_first = std::clamp<std::ptrdiff_t>(-first, 0, length);
  const std::ptrdiff_t inside_last = std::clamp<std::ptrdiff_t>(count - first, inside_first, length);
  double* const sums = into.data();
  for (std::ptrdiff_t k = 0; k < inside_first; ++k)
    sums[k] += row.front();
  const double* const samples = row.data() + std::clamp<std::ptrdiff_t>(first + inside_first, 0, count);
  for (std::ptrdiff_t k = inside_first; k < inside_last; ++k)
    sums[k] += samples[k - inside_first];
  for (std::ptrdiff_t k = inside_last; k < length; ++k)
    sums[k] += row.back();
}

void add_window(const LeadSamples& leads, std::ptrdiff_t first, BeatWindow& sum) {
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead)
    add_samples(leads.row(lead), first, sum.row(lead));
}

}  // namespace

BeatWindow average_with_similar(const SlopeGrid& slopes, const LeadSamples& leads,
                                std::span<const std::ptrdiff_t> anchors, std::size_t beat, const WindowChoice& choice) {
  BeatWindow mean;
  mean.first = anchors[beat] + choice.from;
  mean.length = static_cast<std::size_t>(choice.to - choice.from + 1);
  mean.values.assign(leads.leads.size() * mean.length, 0.0);
  add_window(leads, mean.first, mean);
  double count = 1.0;
  const std::size_t first = beat > kReachBeats ? beat - kReachBeats : 0;
  const std::size_t last = std::min(anchors.size(), beat + kReachBeats + 1);
  for (std::size_t other = first; other < last; ++other) {
    const auto fit = other == beat ? std::nullopt : fitting_anchor(slopes, anchors[beat], anchors[other], choice);
    if (!fit)
      continue;
    add_window(leads, *fit + choice.from, mean);
    count += 1.0;
  }
  for (double& value : mean.values)
    value /= count;
  return mean;
}

}  // namespace leadwise
