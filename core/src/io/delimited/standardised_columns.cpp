#include "delimited/standardised_columns.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace leadwise::io {
namespace {

constexpr std::size_t kFewestSamples = 200;
// Whichever of the two standard deviations is meant, and whatever digits were kept of the values.
constexpr double kTolerance = 1e-3;

bool is_standardised(std::span<const double> samples) {
  const auto count = static_cast<double>(samples.size());
  double sum = 0.0, squares = 0.0;
  for (const double sample : samples) {
    sum += sample;
    squares += sample * sample;
  }
  const double mean = sum / count;
  // False of a missing sample, which no model's input has.
  return std::fabs(mean) < kTolerance && std::fabs(std::sqrt(squares / count - mean * mean) - 1.0) < kTolerance;
}

}  // namespace

bool is_standardised(const EcgRecord& record) {
  return record.sample_count() >= kFewestSamples &&
         std::all_of(record.channels.begin(), record.channels.end(),
                     [](const Channel& channel) { return is_standardised(channel.samples_mv); });
}

}  // namespace leadwise::io
