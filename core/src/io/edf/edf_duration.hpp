#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadwise::io {

/// The duration of a data record of that many samples in an EDF header's eight characters, such that samples / duration, as
/// doubles, is the sampling rate to the last digit; nullopt where there is none.
std::optional<std::string> exact_edf_duration(std::size_t samples, double rate_hz);

/// Multiples of `samples` up to `most` that may have an exact duration.
struct EdfStride {
  std::size_t samples = 0;
  std::size_t most = 0;
};

/// No data record that is searched for is longer.
inline constexpr std::size_t kMostRecordSamples = 1000000;

/// Every number of samples up to kMostRecordSamples that has an exact duration is a multiple of one of these, of which
/// there are seven at most: one for each number of decimals.
std::vector<EdfStride> edf_strides(double rate_hz);

}  // namespace leadwise::io
