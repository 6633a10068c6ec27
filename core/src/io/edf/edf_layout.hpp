#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// Samples that stand together, none missing.
struct EdfSegment {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// How a recording is cut into data records.
struct EdfLayout {
  std::vector<EdfSegment> segments;
  std::size_t samples_per_record = 0;
  /// At most eight characters; samples_per_record / duration is the sampling rate to the last digit.
  std::string duration;
  /// Samples that fill up the last data record.
  std::size_t filling = 0;
};

/// Chooses data records of about a second that divide all segments; a recording of one segment that none divides is
/// filled up. Errors: NonFiniteSample (a sample missing in some leads only, at the start or the end, or gaps that no data
/// record fits between), InvalidSamplingRate (a rate that no eight characters express, or beyond 1 MHz).
Result<EdfLayout> choose_edf_layout(const EcgRecord& record);

}  // namespace leadwise::io
