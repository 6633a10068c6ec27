#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "edf/edf_header.hpp"

namespace leadwise::io {

/// Where the data records of a signal lie in its recording; what no record covers is missing.
struct EdfTimeline {
  /// The first sample of each data record.
  std::vector<std::uint64_t> first_samples;
  std::uint64_t sample_count = 0;
};

/// Places `record_count` data records of `samples_per_record` samples: one behind the other, or by their stated starts in
/// a discontinuous file. No more than `most_samples` are spanned. Errors: InvalidHeader (a record that does not say when
/// it begins, or that begins before the one before it has ended), TooLarge.
Result<EdfTimeline> place_edf_records(const EdfHeader& header, std::span<const double> record_starts_s,
                                      std::uint64_t record_count, std::uint64_t samples_per_record,
                                      std::uint64_t most_samples);

/// The first data record of a continuous file that does not begin where the one before it ended, by more than half a
/// sample of `rate_hz`; `record_starts_s.size()` where there is none.
std::size_t first_unexpected_start(const EdfHeader& header, std::span<const double> record_starts_s, double rate_hz);

}  // namespace leadwise::io
