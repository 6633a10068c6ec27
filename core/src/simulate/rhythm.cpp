#include "rhythm.hpp"

#include <algorithm>
#include <cmath>

namespace leadwise {
namespace {

constexpr double kShortest = 0.3;  // of the mean interval

// A shifted gamma variable of mean 1, by the cube of Wilson and Hilferty (PNAS 17:684, 1931), which needs no logarithm.
double draw_relative_interval(double irregularity, Random& random) {
  const double spread = irregularity / (1.0 - kShortest);
  const double root = 1.0 - spread * spread / 9.0 + random.normal() * spread / 3.0;
  const double cube = root > 0.0 ? root * root * root : 0.0;
  return kShortest + (1.0 - kShortest) * cube;
}

}  // namespace

std::vector<double> draw_beat_times(double mean_interval_s, double irregularity, double from_s, double to_s,
                                    Random& random) {
  std::vector<double> times_s = {from_s - mean_interval_s * random.uniform()};
  while (times_s.back() < to_s) {
    times_s.push_back(times_s.back() + mean_interval_s * draw_relative_interval(irregularity, random));
  }
  return times_s;
}

}  // namespace leadwise
