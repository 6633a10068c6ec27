#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// What a header lets one expect of a FLAC signal file.
struct FlacExpectation {
  std::uint64_t channels = 0;
  unsigned bits_per_sample = 0;
  /// Samples of each channel; absent where the stream itself decides.
  std::optional<std::uint64_t> samples;
  /// Samples of each channel that are accepted at most.
  std::uint64_t most_samples = 0;
};

/// Decodes the first samples of a FLAC stream, interleaved: sample t of channel c is at t * channels + c. The checksum
/// of every frame is checked, and the stream's own (MD5) where it is decoded to its end. `what` names the file in
/// messages. Memory grows with what comes out. Errors: InvalidHeader (no FLAC, another number of channels or of bits
/// than expected, a damaged frame), TruncatedData, ChecksumMismatch, TooLarge, OutOfMemory; with the offset up to which
/// the file had been read.
Result<std::vector<std::int32_t>> decode_flac(std::span<const std::uint8_t> bytes, const FlacExpectation& expected,
                                              std::string_view what);

}  // namespace leadwise::io
