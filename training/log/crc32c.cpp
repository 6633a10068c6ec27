#include "log/crc32c.hpp"

namespace leadwise::training {

/// Bit by bit: an epoch's records are some hundred bytes.
std::uint32_t crc32c(std::span<const std::uint8_t> bytes) {
  constexpr std::uint32_t kReflectedPolynomial = 0x82F63B78U;
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc >> 1) ^ ((crc & 1U) != 0 ? kReflectedPolynomial : 0U);
  }
  return ~crc;
}

}  // namespace leadwise::training
