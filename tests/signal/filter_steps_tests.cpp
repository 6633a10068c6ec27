#include <algorithm>
#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "baseline_filter.hpp"
#include "powerline_smoother.hpp"
#include "test_signals.hpp"

using leadwise::LeadGroup;

namespace {

/// A group with a different signal in every lane.
LeadGroup group_of(const std::vector<std::vector<double>>& lanes) {
  LeadGroup group(lanes.front().size());
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    for (std::size_t i = 0; i < group.size(); ++i)
      group[i][lane] = lanes[lane][i];
  }
  return group;
}

/// Largest difference of a lane from `scale` times a signal, leaving out `end` samples on both sides.
double largest_difference(const LeadGroup& group, std::size_t lane, const std::vector<double>& signal, double scale,
                          std::size_t end) {
  double largest = 0.0;
  for (std::size_t i = end; i < group.size() - end; ++i) {
    largest = std::max(largest, std::abs(group[i][lane] - scale * signal[i]));
  }
  return largest;
}

}  // namespace

TEST_CASE("The smoother takes out mains hum altogether and passes 10 Hz as two moving averages do") {
  const auto hum = sine(50.0, 500.0, 5000, 0.4);
  const auto ten = sine(10.0, 500.0, 5000, 0.4);
  auto group = group_of({hum, ten, std::vector<double>(5000, 2.5)});
  leadwise::smooth_powerline(group);
  REQUIRE(group.size() == 5000);
  CHECK(largest_difference(group, 0, hum, 0.0, 9) < 1e-13);
  const double average = std::sin(0.2 * std::numbers::pi) / (10.0 * std::sin(0.02 * std::numbers::pi));
  CHECK(largest_difference(group, 1, ten, average * average, 9) < 1e-13);
  CHECK(largest_difference(group, 2, std::vector<double>(5000, 2.5), 1.0, 0) < 1e-14);
}

TEST_CASE("The high-pass takes out offset and wander, and leaves 10 Hz where it is") {
  const auto wander = sine(0.1, 500.0, 30000);
  const auto ten = sine(10.0, 500.0, 30000);
  auto group = group_of({std::vector<double>(30000, -321.0), wander, ten});
  leadwise::remove_baseline(group);
  CHECK(largest_difference(group, 0, wander, 0.0, 0) < 1e-12);
  CHECK(largest_difference(group, 1, wander, 0.0, 6000) < 1e-4);
  CHECK(largest_difference(group, 2, ten, 1.0, 6000) < 1e-4);
}
