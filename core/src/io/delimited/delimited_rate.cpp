#include "delimited/delimited_rate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace leadwise::io {
namespace {

/// No electrocardiograph samples this slowly; unlabelled times that say so are in another unit.
constexpr double kSlowestPlausibleHz = 20.0;
/// Nor this fast: minutes taken for seconds would give 60 times the rate.
constexpr double kFastestPlausibleHz = 10'000.0;

double mean_step(std::span<const double> values) {
  return (values.back() - values.front()) / static_cast<double>(values.size() - 1);
}

// Largest distance of a value from the even grid between the first and the last.
double largest_jitter(std::span<const double> values, double step) {
  double largest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    largest = std::max(largest, std::abs(values[i] - (values.front() + static_cast<double>(i) * step)));
  }
  return largest;
}

// Printed times are rounded: of all rates within that rounding the one with the fewest digits is meant.
double simplest_rate(double rate_hz, double relative_tolerance) {
  for (int digits = 1; digits <= 15; ++digits) {
    const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(rate_hz)));
    const double rounded = std::round(rate_hz * scale) / scale;
    if (std::abs(rounded - rate_hz) <= relative_tolerance * rate_hz)
      return rounded;
  }
  return rate_hz;
}

// This project's tables hold i / rate for row i: the rate that gives every time back to the last digit was meant.
bool gives_times_back(std::span<const double> times, double rate_hz) {
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] != static_cast<double>(i) / rate_hz)
      return false;
  }
  return true;
}

// The tidiest rate that gives the times back; where none does, they were rounded and the tidiest within that is meant.
double rate_that_fits(std::span<const double> times, double mean_rate_hz, double relative_tolerance) {
  const double simplest_hz = simplest_rate(mean_rate_hz, relative_tolerance);
  for (const double rate_hz : {simplest_hz, mean_rate_hz, std::nextafter(mean_rate_hz, 0.0),
                               std::nextafter(mean_rate_hz, 2.0 * mean_rate_hz)}) {
    if (gives_times_back(times, rate_hz))
      return rate_hz;
  }
  return simplest_hz;
}

/// How much later than before the samples may come, in samples, for none to be lost.
constexpr double kMostSamplesLate = 4.0;
constexpr double kGreatestDrift = 0.01;
constexpr std::size_t kFewestRowsOfPart = 25;
constexpr std::size_t kFewestParts = 8;
/// One packet that was held up makes one part late; a packet that is lost, all behind it.
constexpr std::size_t kPartsBesideGap = 3;

// The most samples between two steps in which time went on.
std::size_t longest_packet(std::span<const double> times) {
  const double step = mean_step(times);
  std::size_t longest = 1, rows = 1;
  for (std::size_t i = 1; i < times.size(); ++i) {
    rows = times[i] - times[i - 1] > step ? 1 : rows + 1;
    longest = std::max(longest, rows);
  }
  return longest;
}

// How late the earliest sample of each part of the table is, in samples: all others waited longer for their packet.
std::vector<double> least_delays(std::span<const double> times, double sample_in_units, std::size_t rows_of_part) {
  std::vector<double> delays(times.size() / rows_of_part, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < times.size(); ++i) {
    double& delay = delays[std::min(i / rows_of_part, delays.size() - 1)];
    delay = std::min(delay, (times[i] - times.front()) / sample_in_units - static_cast<double>(i));
  }
  return delays;
}

double least_of(std::span<const double> delays) { return *std::min_element(delays.begin(), delays.end()); }

bool none_is_lost(std::span<const double> delays, std::size_t rows_of_part) {
  const std::size_t parts = delays.size();
  const double drift = least_of(delays.last(kPartsBesideGap)) - least_of(delays.first(kPartsBesideGap));
  if (!(std::abs(drift) <= kGreatestDrift * static_cast<double>((parts - kPartsBesideGap) * rows_of_part)))
    return false;
  for (std::size_t i = 1; i < parts; ++i) {
    const std::size_t before = std::min(i, kPartsBesideGap), behind = std::min(parts - i, kPartsBesideGap);
    const double late = least_of(delays.subspan(i, behind)) - least_of(delays.subspan(i - before, before));
    if (!(std::abs(late) <= kMostSamplesLate))
      return false;
  }
  return true;
}

// A gap within the last part has no part behind it: it shows in the last sample, which waits for no more than its packet.
bool ends_in_time(std::span<const double> times, double sample_in_units, std::span<const double> delays) {
  const double last = (times.back() - times.front()) / sample_in_units - static_cast<double>(times.size() - 1);
  const double before = least_of(delays.last(1 + kPartsBesideGap).first(kPartsBesideGap));
  return last - before <= kMostSamplesLate + static_cast<double>(longest_packet(times));
}

}  // namespace

std::size_t first_uneven(std::span<const double> values) {
  const double step = mean_step(values);
  if (!(step > 0.0))
    return 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    const double difference = values[i] - values[i - 1];
    if (!(difference > 0.5 * step && difference < 1.5 * step))
      return i;
  }
  return values.size();
}

bool rises_evenly(std::span<const double> values) {
  return values.size() >= 3 && first_uneven(values) == values.size();
}

Result<std::optional<double>> rate_from_times(std::span<const double> times, std::optional<double> seconds_per_unit) {
  if (times.size() < 2)
    return std::optional<double>{};
  if (const std::size_t uneven = first_uneven(times); uneven < times.size()) {
    return fail(ErrorCode::InvalidHeader, "text table: the times do not rise evenly (row " +
                                              std::to_string(uneven + 1) + " of the data), so no sampling rate fits");
  }
  const double span = times.back() - times.front();
  const double mean_rate_hz = static_cast<double>(times.size() - 1) / (span * seconds_per_unit.value_or(1.0));
  if (!std::isfinite(mean_rate_hz) || mean_rate_hz <= 0.0) {
    return fail(ErrorCode::InvalidSamplingRate, "text table: the times give no sampling rate");
  }
  constexpr double kRoundingOfDoubles = 4e-16;
  // Times of day and dates lie far from 0, and are as coarse as doubles are there.
  const double coarseness = kRoundingOfDoubles * (1.0 + 2.0 * std::abs(times.front()) / span);
  const double tolerance = coarseness + 2.0 * largest_jitter(times, mean_step(times)) / span;
  const double rate_hz = rate_that_fits(times, mean_rate_hz, tolerance);
  if (!seconds_per_unit && (rate_hz < kSlowestPlausibleHz || rate_hz > kFastestPlausibleHz))
    return std::optional<double>{};
  return std::optional<double>(rate_hz);
}

bool come_in_packets(std::span<const double> times) {
  if (times.size() < kFewestParts * kFewestRowsOfPart)
    return false;
  const double step = mean_step(times);
  std::size_t even = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double difference = times[i] - times[i - 1];
    if (!(difference >= 0.0))
      return false;
    even += difference > 0.5 * step && difference < 1.5 * step ? 1 : 0;
  }
  return step > 0.0 && 2 * even < times.size();
}

bool rise_in_packets(std::span<const double> times, std::optional<double> seconds_per_unit, double rate_hz) {
  if (!come_in_packets(times))
    return false;
  const std::size_t rows_of_part = std::max(kFewestRowsOfPart, 2 * longest_packet(times));
  if (times.size() < kFewestParts * rows_of_part)
    return false;
  for (const double unit_s : {seconds_per_unit.value_or(1.0), 1e-3, 1e-6, 1e-9}) {
    const double sample_in_units = 1.0 / (rate_hz * unit_s);
    const std::vector<double> delays = least_delays(times, sample_in_units, rows_of_part);
    if (none_is_lost(delays, rows_of_part) && ends_in_time(times, sample_in_units, delays))
      return true;
    if (seconds_per_unit)
      break;
  }
  return false;
}

}  // namespace leadwise::io
