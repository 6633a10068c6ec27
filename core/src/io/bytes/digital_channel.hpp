#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// A channel from its file's own integers: (adu - baseline_adu) * resolution_mv, its lead told by its label.
Channel digital_channel(std::string label, std::span<const std::int32_t> samples_adu, double resolution_mv,
                        double baseline_adu = 0.0);

/// Signed 16-bit integers, one behind the other; a last odd byte is left out.
std::vector<std::int32_t> unpack_16(std::span<const std::uint8_t> bytes, ByteOrder order);

}  // namespace leadwise::io
