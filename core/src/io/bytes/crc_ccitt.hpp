#pragma once

#include <cstdint>
#include <span>

namespace leadwise::io {

/// CRC-CCITT: polynomial 0x1021, start 0xFFFF, highest bit first (EN 1064, 5.2, and the header of ISHNE files).
std::uint16_t crc_ccitt(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
