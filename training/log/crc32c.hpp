#pragma once

#include <cstdint>
#include <span>

namespace leadwise::training {

/// CRC-32C (Castagnoli's polynomial; RFC 3720, section 12.1 and appendix B.4).
std::uint32_t crc32c(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::training
