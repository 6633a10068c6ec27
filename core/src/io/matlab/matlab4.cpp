#include "matlab/matlab4.hpp"

#include <array>

namespace leadwise::io {
namespace {

constexpr std::size_t kFixedBytes = 20;
constexpr std::uint32_t kLongestName = 64;

std::uint32_t little_endian_32(std::span<const std::uint8_t> bytes, std::size_t word) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;)
    value = value << 8 | bytes[word * 4 + i];
  return value;
}

// The name ends in a zero byte that its length counts.
std::optional<std::string> read_name(std::span<const std::uint8_t> bytes) {
  std::string name;
  for (const std::uint8_t byte : bytes.first(bytes.size() - 1)) {
    if (byte <= ' ' || byte > '~')
      return std::nullopt;
    name.push_back(static_cast<char>(byte));
  }
  return bytes.back() == 0 && !name.empty() ? std::optional(name) : std::nullopt;
}

}  // namespace

std::optional<Matlab4Header> read_matlab4_header(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kFixedBytes)
    return std::nullopt;
  // The type word reads MOPT in decimal: machine (0, little-endian), 0, precision, kind (0, full numeric matrix).
  constexpr std::array<std::uint32_t, 6> kBytesByPrecision = {8, 4, 4, 2, 2, 1};
  const std::uint32_t type = little_endian_32(bytes, 0);
  const std::uint32_t precision = type / 10;
  const std::uint32_t imaginary = little_endian_32(bytes, 3);
  const std::uint32_t name_length = little_endian_32(bytes, 4);
  if (type % 10 != 0 || precision >= kBytesByPrecision.size() || imaginary != 0)
    return std::nullopt;
  if (name_length < 2 || name_length > kLongestName || bytes.size() - kFixedBytes < name_length)
    return std::nullopt;
  const auto name = read_name(bytes.subspan(kFixedBytes, name_length));
  if (!name)
    return std::nullopt;
  const bool signed_integer = precision == 2 || precision == 3;
  return Matlab4Header{
      little_endian_32(bytes, 1), little_endian_32(bytes, 2), kBytesByPrecision[precision], signed_integer, *name,
      kFixedBytes + name_length};
}

}  // namespace leadwise::io
