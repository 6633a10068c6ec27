#include "philips/calibration_pulse.hpp"

#include <algorithm>
#include <cmath>

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr double kPulseMv = 1.0;

enum class Level : std::uint8_t { none, zero, pulse };

bool is_near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

/// The level that all leads share at a sample.
Level level_at(const EcgRecord& record, std::size_t t) {
  const double first = record.channels.front().samples_mv[t];
  for (const Channel& channel : record.channels) {
    if (!is_near(channel.samples_mv[t], first, channel.resolution_mv / 2))
      return Level::none;
  }
  const double tolerance = record.channels.front().resolution_mv / 2;
  if (is_near(first, 0.0, tolerance))
    return Level::zero;
  return is_near(first, kPulseMv, tolerance) ? Level::pulse : Level::none;
}

}  // namespace

void mark_calibration_pulse(EcgRecord& record) {
  constexpr std::size_t kFewestLeads = 3;
  if (record.channels.size() < kFewestLeads)
    return;
  const std::size_t count = record.sample_count();
  std::size_t start = count;
  bool has_pulse = false;
  for (Level level = Level::none; start > 0 && (level = level_at(record, start - 1)) != Level::none; --start)
    has_pulse = has_pulse || level == Level::pulse;
  if (!has_pulse)
    return;
  const double start_s = static_cast<double>(start) / record.sampling_rate_hz;
  record.annotations.push_back({start_s, record.duration_s() - start_s, std::nullopt, "calibration pulse"});
  record.notes.push_back({ErrorCode::ConstantLead, "from " + number_text(start_s) +
                                                       " s to its end the recording is a calibration pulse, no ECG"});
}

}  // namespace leadwise::io
