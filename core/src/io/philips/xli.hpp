#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// Unpacks the first `lead_count` leads of XLI data, of `sample_count` samples each, as the sierra-ecg-tools describe it:
/// for each lead a chunk with its size (32 bits, little endian), the number 1 (16 bits) and the first correction (16 bits),
/// then LZW; unpacked, the high bytes of all samples come before the low bytes. The first two are samples; every other is
/// 64 more than the correction of the next sample, which is twice the last sample less the one before it, less its
/// correction, modulo 16 bits. Further chunks are left out. Errors: TruncatedData, InvalidHeader, InvalidSample (damaged
/// LZW), UnsupportedFormat (another number than 1), at `offset`.
Result<std::vector<std::vector<std::int32_t>>> unpack_xli(std::span<const std::uint8_t> bytes, std::size_t lead_count,
                                                          std::size_t sample_count, std::uint64_t offset);

/// XLI stores III, aVR, aVL and aVF as what the prediction from the other limb leads exceeds them by. `leads` are I, II, III,
/// aVR, aVL, aVF (and others, left alone). Halves are rounded down, as the published decoder for Python does it; sums are
/// modulo 16 bits.
void restore_limb_leads(std::vector<std::vector<std::int32_t>>& leads);

}  // namespace leadwise::io
