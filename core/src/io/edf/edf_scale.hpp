#pragma once

#include "edf/edf_header.hpp"

namespace leadwise::io {

/// The line through (digital minimum, physical minimum) and (digital maximum, physical maximum):
/// amplitude_mv = (adu - baseline_adu) * step_mv. A signal that is stored upside down has a negative step.
struct EdfScale {
  double step_mv = 0.0;
  double baseline_adu = 0.0;
  double digital_minimum = 0.0;
  double digital_maximum = 0.0;
};

/// A signal's scale, its unit being 1/per_millivolt mV. Errors: InvalidHeader (a number that is none, a digital range
/// that is empty or beyond the format's), InvalidGain (no physical range, or one that no double holds).
Result<EdfScale> read_edf_scale(const EdfHeader& header, const EdfSignal& signal, double per_millivolt);

/// Beyond its bounds an integer could not be had back from its amplitude, or an amplitude would be infinite: such a scale
/// is neither read nor written.
bool is_usable_edf_scale(const EdfScale& scale);

}  // namespace leadwise::io
