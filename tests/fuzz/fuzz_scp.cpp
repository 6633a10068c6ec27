#include <algorithm>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "bytes/crc_ccitt.hpp"
#include "formats.hpp"
#include "record_promises.hpp"

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

void check(std::span<const std::uint8_t> bytes) {
  static const leadwise::io::Format* const format = leadwise::io::format_named("scp");
  leadwise::fuzz::require(format != nullptr);
  const std::vector<leadwise::FileBytes> files = {{"file", bytes}};
  static_cast<void>(format->matches(files.front()));
  leadwise::fuzz::check_answer(leadwise::io::read_as(*format, files, {}));
}

}  // namespace

// Input: an SCP-ECG file, read as it is and again with its checksums put right.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({data, size});
  check(repaired(data, size));
  return 0;
}
