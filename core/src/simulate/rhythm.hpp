#pragma once

#include <vector>

#include "leadwise/random.hpp"

namespace leadwise {

/// When beats begin: intervals with a mean of `mean_interval_s` and an SD of `irregularity` times that, from a
/// distribution skewed as those of irregular rhythms are and never under 0.3 of the mean. Covers from `from_s` to
/// `to_s`, with one beat at or before `from_s`.
std::vector<double> draw_beat_times(double mean_interval_s, double irregularity, double from_s, double to_s,
                                    Random& random);

}  // namespace leadwise
