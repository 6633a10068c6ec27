#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {
namespace {

// Two's complement, 16 bits, low byte first.
void decode(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto word = static_cast<std::uint16_t>(bytes[2 * i] | (bytes[2 * i + 1] << 8));
    samples[i] = static_cast<std::int16_t>(word);
  }
}

}  // namespace

const WfdbSampleFormat kWfdbFormat16 = {16, -32768, [](std::uint64_t samples) { return samples * 2; },
                                        [](std::uint64_t bytes) { return bytes / 2; }, decode};

}  // namespace leadwise::io
