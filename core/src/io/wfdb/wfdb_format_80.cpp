#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {
namespace {

// Offset binary, 8 bits: byte 128 stands for 0.
void decode(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<std::int32_t>(bytes[i]) - 128;
}

}  // namespace

const WfdbSampleFormat kWfdbFormat80 = {80, -128, [](std::uint64_t samples) { return samples; },
                                        [](std::uint64_t bytes) { return bytes; }, decode};

}  // namespace leadwise::io
