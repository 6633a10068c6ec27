#include <algorithm>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "bytes/crc_ccitt.hpp"
#include "format_promises.hpp"

namespace {

constexpr std::size_t kFirstPointer = 22;

void put_crc(std::span<std::uint8_t> bytes) {
  const std::uint16_t crc = leadwise::io::crc_ccitt(bytes.subspan(2));
  bytes[0] = static_cast<std::uint8_t>(crc & 0xFFU);
  bytes[1] = static_cast<std::uint8_t>(crc >> 8U);
}

std::size_t load(const std::vector<std::uint8_t>& bytes, std::size_t place, unsigned size) {
  return static_cast<std::size_t>(
      leadwise::io::load_unsigned(bytes.data() + place, size, leadwise::io::ByteOrder::little));
}

// A mutation would hardly ever pass the checksums, so they are put right: the record's length, every section's, then the
// record's own.
std::vector<std::uint8_t> repaired(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> bytes(data, data + size);
  if (size < kFirstPointer + 10)
    return bytes;
  for (unsigned i = 0; i < 4; ++i)
    bytes[2 + i] = static_cast<std::uint8_t>(size >> 8U * i & 0xFFU);
  const std::size_t pointers = std::min(load(bytes, 10, 4), size - 6);
  // The pointer section holds the others' places, not their checksums.
  for (std::size_t place = kFirstPointer; place + 10 <= 6 + pointers; place += 10) {
    const std::size_t length = load(bytes, place + 2, 4);
    const std::size_t index = load(bytes, place + 6, 4);
    if (length >= 16 && index > 6 + pointers && index - 1 <= size && length <= size - (index - 1))
      put_crc(std::span(bytes).subspan(index - 1, length));
  }
  if (pointers >= 16)
    put_crc(std::span(bytes).subspan(6, pointers));
  put_crc(bytes);
  return bytes;
}

}  // namespace

// Input: an SCP-ECG file, read as it is and again with its checksums put right.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const leadwise::io::Format& format = leadwise::fuzz::fuzzed_format("scp");
  leadwise::fuzz::check_as(format, {data, size});
  leadwise::fuzz::check_as(format, repaired(data, size));
  return 0;
}
