#pragma once

#include <map>
#include <optional>

#include "leadwise/ecg_record.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// What screening heeds of measuring: the recording's quality, and the waves of the windows that are explained. Nothing is
/// measured twice, and nothing that was handed in.
class HeededMeasurement {
 public:
  /// `given`: the record's measurement, or nullptr. Both must outlive this.
  HeededMeasurement(const EcgRecord& record, const EcgMeasurement* given);

  /// Of a recording that is not measured as a whole: what is warned of from `start_s` on, where the first window begins that is
  /// scored, joins its quality.
  void heed_scored_part(double start_s);

  /// With no reasons and no leads where the record cannot be measured.
  const SignalQuality& quality() const { return quality_; }

  /// Of the 10 s from there on, times counted from there; nullptr where they cannot be measured. Lives as long as this.
  const EcgMeasurement* of_window(double start_s);

 private:
  const EcgMeasurement* whole() const { return given_ != nullptr ? given_ : own_ ? &*own_ : nullptr; }

  const EcgRecord& record_;
  const EcgMeasurement* given_;
  std::optional<EcgMeasurement> own_;
  SignalQuality quality_;
  std::map<double, std::optional<EcgMeasurement>> windows_;
};

}  // namespace leadwise
