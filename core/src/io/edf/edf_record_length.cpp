#include "edf/edf_record_length.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "edf/edf_duration.hpp"

namespace leadwise::io {
namespace {

/// EDF+ advises against larger data records.
constexpr std::size_t kMostRecordBytes = 61440;

/// Records of fewer bytes would be mostly time stamps; so many of them are accepted all the same.
constexpr std::size_t kFewestRecordBytes = 16;
constexpr std::size_t kManyRecords = 100000;

double awkwardness(std::size_t samples, const EdfRecordNeeds& needs) {
  const double large = samples * needs.channels * 2 > kMostRecordBytes ? 100.0 : 0.0;
  return large + std::abs(std::log(static_cast<double>(samples) / needs.rate_hz));
}

std::optional<EdfRecordLength> exact_length(std::size_t samples, const EdfRecordNeeds& needs) {
  auto duration = exact_edf_duration(samples, needs.rate_hz);
  if (!duration)
    return std::nullopt;
  return EdfRecordLength{samples, std::move(*duration), awkwardness(samples, needs)};
}

void keep_better(std::optional<EdfRecordLength>& best, std::optional<EdfRecordLength> found) {
  if (!found)
    return;
  const auto rank = [](const EdfRecordLength& length) { return std::pair(length.awkwardness, length.samples); };
  if (!best || rank(*found) < rank(*best))
    best = std::move(found);
}

/// The least awkward multiple of `stride` in first...last: outwards from a second, so that the first that is exact is it.
/// All are larger than advised, or none is.
std::optional<EdfRecordLength> nearest_multiple(std::size_t stride, std::size_t first, std::size_t last,
                                                const EdfRecordNeeds& needs) {
  const std::size_t lowest = (first + stride - 1) / stride, highest = last / stride;
  if (lowest > highest)
    return std::nullopt;
  const double above_second = std::floor(needs.rate_hz / static_cast<double>(stride)) + 1.0;
  std::size_t above = static_cast<std::size_t>(
      std::clamp(above_second, static_cast<double>(lowest), static_cast<double>(highest) + 1.0));
  std::size_t below = above;
  while (below > lowest || above <= highest) {
    const bool take_below = above > highest || (below > lowest && awkwardness((below - 1) * stride, needs) <=
                                                                      awkwardness(above * stride, needs));
    if (auto length = exact_length((take_below ? --below : above++) * stride, needs))
      return length;
  }
  return std::nullopt;
}

std::optional<EdfRecordLength> nearest_in(std::size_t first, std::size_t last, const EdfRecordNeeds& needs) {
  std::optional<EdfRecordLength> best;
  for (const EdfStride& stride : edf_strides(needs.rate_hz))
    keep_better(best, nearest_multiple(stride.samples, first, std::min(last, stride.most), needs));
  return best;
}

}  // namespace

std::optional<EdfRecordLength> choose_dividing_length(std::size_t whole, const EdfRecordNeeds& needs) {
  std::optional<EdfRecordLength> best;
  const auto consider = [&](std::size_t samples) {
    const bool large = samples * needs.channels * 2 >= kFewestRecordBytes;
    const bool worse = best && best->awkwardness <= awkwardness(samples, needs);
    if (worse || (!large && needs.sample_count / samples > kManyRecords))
      return;
    if (auto length = exact_length(samples, needs))
      best = std::move(length);
  };
  for (std::size_t i = 1; i <= whole / i; ++i) {
    if (whole % i != 0)
      continue;
    consider(i);
    consider(whole / i);
  }
  return best;
}

std::optional<EdfRecordLength> choose_any_length(const EdfRecordNeeds& needs) {
  const std::size_t advised = kMostRecordBytes / 2 / needs.channels;
  const std::size_t most = std::min(std::max(needs.sample_count, advised), kMostRecordSamples);
  auto best = nearest_in(1, advised, needs);
  return best ? best : nearest_in(advised + 1, most, needs);
}

}  // namespace leadwise::io
