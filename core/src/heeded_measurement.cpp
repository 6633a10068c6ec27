#include "heeded_measurement.hpp"

#include <utility>

#include "part_of_record.hpp"

namespace leadwise {
namespace {

constexpr double kWindowS = static_cast<double>(kWindowSamples) / kModelRateHz;

/// A longer recording is not measured as a whole: its beats would take longer than its score. Its leads are judged over all of
/// it, and the electrodes, which stay exchanged, and the breadth of its complexes in so much of it, from where it is scored.
constexpr double kMeasuredWholeS = 60.0;

std::optional<EcgMeasurement> measured(const EcgRecord& record) {
  auto measurement = measure_ecg(record);
  return measurement ? std::optional(std::move(*measurement)) : std::nullopt;
}

SignalQuality quality_of_long(const EcgRecord& record, double start_s) {
  SignalQuality quality = judge_quality(record).value_or(SignalQuality{});
  const auto minute = measured(part_of_record(record, start_s, kMeasuredWholeS));
  for (const Error& warning : minute ? minute->quality.warnings : std::vector<Error>{}) {
    if (warning.code == ErrorCode::ElectrodeReversalSuspected || warning.code == ErrorCode::BroadComplexes)
      quality.warnings.push_back(warning);
  }
  return quality;
}

}  // namespace

HeededMeasurement::HeededMeasurement(const EcgRecord& record, const EcgMeasurement* given, double first_scored_s)
    : record_(record), given_(given) {
  if (record.duration_s() > kMeasuredWholeS) {
    quality_ = quality_of_long(record, first_scored_s);
    return;
  }
  if (given == nullptr)
    own_ = measured(record);
  if (whole() != nullptr)
    quality_ = whole()->quality;
}

const EcgMeasurement* HeededMeasurement::of_window(double start_s) {
  if (record_.duration_s() <= kWindowS)
    return whole();
  const auto [window, is_new] = windows_.try_emplace(start_s);
  if (is_new)
    window->second = measured(part_of_record(record_, start_s, kWindowS));
  return window->second ? &*window->second : nullptr;
}

}  // namespace leadwise
