#pragma once

#include <cstdint>
#include <span>

namespace leadwise::io {

/// The checksum that SCP-ECG keeps of a record and of each of its sections: CRC-CCITT, polynomial 0x1021, begun with
/// 0xFFFF, highest bit first (EN 1064, 5.2).
std::uint16_t scp_crc(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
