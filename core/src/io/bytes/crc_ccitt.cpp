#include "bytes/crc_ccitt.hpp"

#include <array>
#include <cstddef>

namespace leadwise::io {
namespace {

constexpr std::array<std::uint16_t, 256> make_table() {
  std::array<std::uint16_t, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t remainder = static_cast<std::uint32_t>(byte) << 8U;
    for (int bit = 0; bit < 8; ++bit)
      remainder = (remainder << 1U) ^ ((remainder & 0x8000U) != 0U ? 0x1021U : 0U);
    table[byte] = static_cast<std::uint16_t>(remainder & 0xFFFFU);
  }
  return table;
}

constexpr auto kTable = make_table();

}  // namespace

std::uint16_t crc_ccitt(std::span<const std::uint8_t> bytes) {
  std::uint32_t crc = 0xFFFFU;
  for (const std::uint8_t byte : bytes)
    crc = ((crc << 8U) & 0xFFFFU) ^ kTable[(crc >> 8U) ^ byte];
  return static_cast<std::uint16_t>(crc);
}

}  // namespace leadwise::io
