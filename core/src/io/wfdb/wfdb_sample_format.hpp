#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// How a WFDB signal file packs its samples. One small file per format defines one of these (signal(5) of the WFDB
/// Applications Guide, physionet.org).
struct WfdbSampleFormat {
  std::uint64_t code;
  /// The digital value that marks a missing sample.
  std::int32_t missing_adu;
  /// Bytes that hold `samples` samples from the start of the data.
  std::uint64_t (*bytes_for)(std::uint64_t samples);
  /// Whole samples in `bytes` bytes.
  std::uint64_t (*samples_in)(std::uint64_t bytes);
  /// Unpacks samples.size() samples; bytes.size() >= bytes_for(samples.size()).
  void (*decode)(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples);
};

extern const WfdbSampleFormat kWfdbFormat16;
extern const WfdbSampleFormat kWfdbFormat80;
extern const WfdbSampleFormat kWfdbFormat212;

/// The format of that code. Errors: UnsupportedFormat where WFDB defines the code but it is not read here,
/// InvalidHeader where WFDB defines no such code; without a place.
Result<const WfdbSampleFormat*> find_wfdb_sample_format(std::uint64_t code);

}  // namespace leadwise::io
