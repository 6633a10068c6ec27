#include "wilson_interval.hpp"

#include <algorithm>
#include <cmath>

#include "leadwise/calibration.hpp"

namespace leadwise::evaluate {

MetricInterval wilson_interval(double share, double count) {
  const double z2 = kNormal97_5 * kNormal97_5;
  const double middle = (share + z2 / (2.0 * count)) / (1.0 + z2 / count);
  const double spread = share * (1.0 - share) / count + z2 / (4.0 * count * count);
  const double half_width = kNormal97_5 * std::sqrt(spread) / (1.0 + z2 / count);
  return {std::max(0.0, middle - half_width), std::min(1.0, middle + half_width)};
}

}  // namespace leadwise::evaluate
