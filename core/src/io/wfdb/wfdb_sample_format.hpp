#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// How a WFDB signal file packs its samples (signal(5) of the WFDB Applications Guide, physionet.org).
struct WfdbSampleFormat {
  std::uint64_t code;
  /// The digital value that marks a missing sample; absent where the format has none.
  std::optional<std::int32_t> missing_adu;
  /// Bytes that hold `samples` samples from the start of the data. Null in the FLAC formats, as are the next two.
  std::uint64_t (*bytes_for)(std::uint64_t samples) = nullptr;
  /// Whole samples in `bytes` bytes.
  std::uint64_t (*samples_in)(std::uint64_t bytes) = nullptr;
  /// Unpacks samples.size() samples; bytes.size() >= bytes_for(samples.size()).
  void (*decode)(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) = nullptr;
  /// True where what is stored is the difference from the signal's sample before.
  bool differences = false;
  /// Bits a sample has in the FLAC stream that the file is; 0 for all other formats.
  unsigned flac_bits = 0;
};

extern const WfdbSampleFormat kWfdbFormat8;
extern const WfdbSampleFormat kWfdbFormat16;
extern const WfdbSampleFormat kWfdbFormat24;
extern const WfdbSampleFormat kWfdbFormat32;
extern const WfdbSampleFormat kWfdbFormat61;
extern const WfdbSampleFormat kWfdbFormat80;
extern const WfdbSampleFormat kWfdbFormat160;
extern const WfdbSampleFormat kWfdbFormat212;
extern const WfdbSampleFormat kWfdbFormat310;
extern const WfdbSampleFormat kWfdbFormat311;

/// The format of that code; 0, the null signal, is none of them. Errors: InvalidHeader where WFDB defines no such code;
/// without a place.
Result<const WfdbSampleFormat*> find_wfdb_sample_format(std::uint64_t code);

}  // namespace leadwise::io
