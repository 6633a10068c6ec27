#include "mark_calibration_pulse.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "leadwise/calibration_level.hpp"
#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kMark = "calibration pulse";
/// A conversion in steps of 5 uV leaves samples a step too high or too low: two steps between leads, and rounding.
constexpr double kEndToleranceMv = 0.0105;

/// The first sample of the calibration with which the record ends; its sample count where it ends with none.
std::size_t start_of_calibration(const EcgRecord& record) {
  std::vector<const Channel*> channels;
  for (const Channel& channel : record.channels)
    channels.push_back(&channel);
  const std::size_t count = record.sample_count();
  std::size_t start = count;
  bool has_pulse = false;
  for (; start > 0; --start) {
    const CalibrationLevel level = calibration_level(channels, start - 1, kEndToleranceMv);
    if (level == CalibrationLevel::none)
      break;
    has_pulse = has_pulse || level == CalibrationLevel::pulse;
  }
  return has_pulse ? start : count;
}

/// A copy may bear the mark of its original.
bool is_marked(const EcgRecord& record, double start_s) {
  const double sample_s = 1.0 / record.sampling_rate_hz;
  return std::any_of(record.annotations.begin(), record.annotations.end(), [&](const Annotation& annotation) {
    return annotation.text == kMark && std::abs(annotation.time_s - start_s) < 1.5 * sample_s;
  });
}

}  // namespace

void mark_calibration_pulse(EcgRecord& record) {
  const std::size_t start = start_of_calibration(record);
  if (start == record.sample_count())
    return;
  const double start_s = static_cast<double>(start) / record.sampling_rate_hz;
  if (!is_marked(record, start_s))
    record.annotations.push_back({start_s, record.duration_s() - start_s, std::nullopt, std::string(kMark)});
  record.notes.push_back({ErrorCode::ConstantLead, "from " + number_text(start_s) +
                                                       " s to its end the recording is a calibration pulse, no ECG"});
}

}  // namespace leadwise::io
