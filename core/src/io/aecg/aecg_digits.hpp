#pragma once

#include <string>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// A channel as a list of scaled integers: sample = origin + digit * scale.
struct AecgDigits {
  double scale_mv = 0.0;
  double origin_mv = 0.0;
  /// Separated by blanks.
  std::string text;
};

/// A channel that came in integers keeps them; any other gets a decimal step of at least 1 nV that keeps twelve digits of
/// its range. Errors: NonFiniteSample (the format has no mark for a missing sample).
Result<AecgDigits> aecg_digits(const Channel& channel);

}  // namespace leadwise::io
