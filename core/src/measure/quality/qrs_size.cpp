#include "quality/qrs_size.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "beats/median.hpp"
#include "leadwise/signal.hpp"
#include "quality/span_over_line.hpp"

namespace leadwise {
namespace {

constexpr double kReachS = 0.08;

}  // namespace

double measure_qrs_size(std::span<const double> samples_mv, std::span<const double> qrs_s) {
  std::vector<double> sizes;
  for (const double time_s : qrs_s) {
    const double first = std::max(0.0, (time_s - kReachS) * kModelRateHz);
    const double last = std::min(static_cast<double>(samples_mv.size()), (time_s + kReachS) * kModelRateHz);
    if (first + 1.0 >= last)
      continue;
    const auto complex = samples_mv.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
    sizes.push_back(span_over_line(complex));
  }
  return median(sizes);
}

}  // namespace leadwise
