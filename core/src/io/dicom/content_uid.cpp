#include "dicom/content_uid.hpp"

#include <algorithm>
#include <array>

#include "leadwise/sha256.hpp"

namespace leadwise::io::dicom {
namespace {

using Uuid = std::array<std::uint8_t, 16>;

std::uint8_t hex_digit(char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

// Version 8, variant 10: a UUID of the maker's own kind (RFC 9562).
Uuid uuid_of(std::string_view hash) {
  Uuid uuid{};
  for (std::size_t i = 0; i < uuid.size(); ++i)
    uuid[i] = static_cast<std::uint8_t>(hex_digit(hash[2 * i]) << 4U | hex_digit(hash[2 * i + 1]));
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0FU) | 0x80U);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3FU) | 0x80U);
  return uuid;
}

// Long division by ten, from the last digit on.
std::string decimal(Uuid number) {
  std::string digits;
  while (std::any_of(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; })) {
    unsigned rest = 0;
    for (std::uint8_t& byte : number) {
      const unsigned dividend = rest * 256 + byte;
      byte = static_cast<std::uint8_t>(dividend / 10);
      rest = dividend % 10;
    }
    digits += static_cast<char>('0' + rest);
  }
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

std::string content_uid(std::string_view kind, std::span<const std::uint8_t> content) {
  // The kind goes in front of the content's own hash, so that no content can pass for another kind's.
  const std::string named = std::string(kind) + ':' + sha256_hex(content);
  const std::string hash = sha256_hex({reinterpret_cast<const std::uint8_t*>(named.data()), named.size()});
  return "2.25." + decimal(uuid_of(hash));
}

}  // namespace leadwise::io::dicom
