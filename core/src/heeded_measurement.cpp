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

}  // namespace

HeededMeasurement::HeededMeasurement(const EcgRecord& record, const EcgMeasurement* given)
    : record_(record), given_(given) {
  if (record.duration_s() > kMeasuredWholeS) {
    quality_ = judge_quality(record).value_or(SignalQuality{});
    return;
  }
  if (given == nullptr)
    own_ = measured(record);
  if (whole() != nullptr)
    quality_ = whole()->quality;
}

void HeededMeasurement::heed_scored_part(double start_s) {
  if (record_.duration_s() <= kMeasuredWholeS)
    return;
  const auto minute = measured(part_of_record(record_, start_s, kMeasuredWholeS));
  for (const Error& warning : minute ? minute->quality.warnings : std::vector<Error>{}) {
    if (warning.code == ErrorCode::ElectrodeReversalSuspected || warning.code == ErrorCode::BroadComplexes)
      quality_.warnings.push_back(warning);
  }
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
