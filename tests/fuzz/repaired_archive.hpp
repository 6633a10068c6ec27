#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <zlib.h>

#include "bytes/byte_reader.hpp"
#include "bytes/crc32.hpp"
#include "bytes/inflate.hpp"

namespace leadwise::fuzz {

inline std::size_t load_little(std::span<const std::uint8_t> bytes, std::size_t place, unsigned size) {
  return static_cast<std::size_t>(io::load_unsigned(bytes.data() + place, size, io::ByteOrder::little));
}

inline void store_little(std::span<std::uint8_t> bytes, std::size_t place, unsigned size, std::size_t value) {
  for (unsigned i = 0; i < size; ++i)
    bytes[place + i] = static_cast<std::uint8_t>(value >> 8U * i & 0xFFU);
}

// What deflated bytes stand for, up to the first that is damaged.
inline std::vector<std::uint8_t> inflated(std::span<const std::uint8_t> packed, std::size_t& consumed) {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  std::vector<std::uint8_t> bytes(std::min(kMost, 64 * packed.size() + 64));
  z_stream state{};
  if (inflateInit2(&state, -MAX_WBITS) != Z_OK)
    return {};
  state.next_in = const_cast<Bytef*>(packed.data());
  state.avail_in = static_cast<uInt>(packed.size());
  state.next_out = bytes.data();
  state.avail_out = static_cast<uInt>(bytes.size());
  inflate(&state, Z_FINISH);
  consumed = packed.size() - state.avail_in;
  bytes.resize(bytes.size() - state.avail_out);
  inflateEnd(&state);
  return bytes;
}

// One line of a zip's central directory: the sizes and the checksum become those of the entry that it points to.
inline void repair_zip_entry(std::span<std::uint8_t> bytes, std::size_t line) {
  constexpr std::size_t kHeader = 30, kDeflated = 8;
  const std::size_t header = load_little(bytes, line + 42, 4);
  if (header > bytes.size() || bytes.size() - header < kHeader)
    return;
  const std::size_t start = header + kHeader + load_little(bytes, header + 26, 2) + load_little(bytes, header + 28, 2);
  if (start > bytes.size())
    return;
  std::size_t packed = std::min(load_little(bytes, line + 20, 4), bytes.size() - start);
  std::vector<std::uint8_t> content(bytes.begin() + static_cast<std::ptrdiff_t>(start),
                                    bytes.begin() + static_cast<std::ptrdiff_t>(start + packed));
  if (load_little(bytes, line + 10, 2) == kDeflated)
    content = inflated(bytes.subspan(start), packed);
  store_little(bytes, line + 16, 4, io::crc32_of(content));
  store_little(bytes, line + 20, 4, packed);
  store_little(bytes, line + 24, 4, content.size());
}

inline void repair_zip(std::span<std::uint8_t> bytes) {
  constexpr std::size_t kLine = 46, kMark = 0x02014B50;
  for (std::size_t at = 0; at + kLine <= bytes.size(); ++at) {
    if (load_little(bytes, at, 4) == kMark)
      repair_zip_entry(bytes, at);
  }
}

// The first member's trailer, behind a header without optional fields.
inline void repair_gzip(std::span<std::uint8_t> bytes) {
  constexpr std::size_t kHeader = 10, kTrailer = 8;
  if (bytes.size() < kHeader + kTrailer)
    return;
  bytes[3] = 0;
  std::size_t consumed = 0;
  const std::vector<std::uint8_t> content = inflated(bytes.subspan(kHeader), consumed);
  if (kHeader + consumed + kTrailer > bytes.size())
    return;
  store_little(bytes, kHeader + consumed, 4, io::crc32_of(content));
  store_little(bytes, kHeader + consumed + 4, 4, content.size());
}

// A mutation would hardly ever pass the checksums of a zip or gzip file: they are put right.
inline std::vector<std::uint8_t> repaired_archive(std::span<const std::uint8_t> input) {
  std::vector<std::uint8_t> bytes(input.begin(), input.end());
  if (bytes.size() > 1 && bytes[0] == 0x1F && bytes[1] == 0x8B)
    repair_gzip(bytes);
  else
    repair_zip(bytes);
  return bytes;
}

}  // namespace leadwise::fuzz
