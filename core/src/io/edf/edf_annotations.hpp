#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edf/edf_header.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// What the annotation signals hold, in seconds after the start date and time of the header.
struct EdfAnnotations {
  /// When each data record begins; NaN where the file does not say it, empty where it has no annotation signal.
  std::vector<double> record_starts_s;
  std::vector<Annotation> annotations;
  /// Lists that could not be read, and where the first of them is.
  std::uint64_t unreadable = 0;
  std::uint64_t first_unreadable_offset = 0;
};

/// Reads the time-stamped annotation lists (TAL) of all data records. `records` are whole data records. Errors: TooLarge.
Result<EdfAnnotations> read_edf_annotations(const EdfHeader& header, std::span<const std::uint8_t> records);

}  // namespace leadwise::io
