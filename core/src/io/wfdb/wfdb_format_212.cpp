#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {
namespace {

constexpr std::int32_t sign_extend_12(unsigned bits) {
  return bits & 0x800U ? static_cast<std::int32_t>(bits) - 0x1000 : static_cast<std::int32_t>(bits);
}

// Two 12-bit samples in three bytes: the middle byte holds the high bits of the first sample in its low half and those
// of the second in its high half. A last odd sample takes two bytes.
void decode(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t pair = i / 2 * 3;
    const unsigned middle = bytes[pair + 1];
    const bool second = i % 2 == 1;
    samples[i] = second ? sign_extend_12(bytes[pair + 2] | ((middle & 0xF0U) << 4))
                        : sign_extend_12(bytes[pair] | ((middle & 0x0FU) << 8));
  }
}

}  // namespace

const WfdbSampleFormat kWfdbFormat212 = {212, -2048,
                                         [](std::uint64_t samples) { return samples / 2 * 3 + samples % 2 * 2; },
                                         [](std::uint64_t bytes) { return bytes / 3 * 2 + bytes % 3 / 2; }, decode};

}  // namespace leadwise::io
