#include "bytes/crc32.hpp"

#include <algorithm>

#include <zlib.h>

namespace leadwise::io {

std::uint32_t crc32_of(std::span<const std::uint8_t> bytes) {
  constexpr std::size_t kMostAtOnce = std::size_t{1} << 30U;
  uLong crc = crc32(0, nullptr, 0);
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), kMostAtOnce));
    crc = crc32(crc, part.data(), static_cast<uInt>(part.size()));
    bytes = bytes.subspan(part.size());
  }
  return static_cast<std::uint32_t>(crc);
}

}  // namespace leadwise::io
