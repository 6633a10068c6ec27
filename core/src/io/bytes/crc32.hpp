#pragma once

#include <cstdint>
#include <span>

namespace leadwise::io {

/// The checksum of zip, gzip and PNG (ISO 3309).
std::uint32_t crc32_of(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
