#pragma once

#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise {

struct Interval {
  double on_s, off_s;
};

/// An ECG's typical beat: seconds from the time that detect_qrs gives a beat.
struct OwnBeat {
  /// Largest magnitude of the QRS dipole.
  double qrs_magnitude_mv;
  Interval qrs;
  Interval t;
  /// Absent where the beats show no P wave at a constant place.
  std::optional<Interval> p;
  double rr_s;
};

/// The QT interval usual at an RR interval: Framingham's line, Sagie et al., Am. J. Cardiol. 70:797, 1992.
double usual_qt_s(double rr_s);

/// Measures the median beat's dipole: spatial with leads I, II and V1-V6 (Kors), frontal with fewer.
/// `beats_s` is not empty. Errors: UnsupportedLeadSet without samples in leads I and II.
Result<OwnBeat> measure_own_beat(const EcgRecord& record, std::span<const double> beats_s);

}  // namespace leadwise
