#include <limits>

#include "bytes/byte_reader.hpp"
#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {
namespace {

// Samples of a whole number of bytes, two's complement or (offset binary) unsigned with the middle of the range for 0.
template <unsigned kSize, ByteOrder kOrder, bool kOffsetBinary>
void decode(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  constexpr std::int64_t kMiddle = std::int64_t{1} << (8 * kSize - 1);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::uint8_t* from = bytes.data() + kSize * i;
    const std::int64_t value = kOffsetBinary ? static_cast<std::int64_t>(load_unsigned(from, kSize, kOrder)) - kMiddle
                                             : load_signed(from, kSize, kOrder);
    samples[i] = static_cast<std::int32_t>(value);
  }
}

template <unsigned kSize, ByteOrder kOrder = ByteOrder::little, bool kOffsetBinary = false>
constexpr WfdbSampleFormat whole_bytes(std::uint64_t code) {
  return {code, std::numeric_limits<std::int32_t>::min() >> (32 - 8 * kSize),
          [](std::uint64_t samples) { return samples * kSize; }, [](std::uint64_t bytes) { return bytes / kSize; },
          decode<kSize, kOrder, kOffsetBinary>};
}

constexpr WfdbSampleFormat differences_of_8_bits() {
  constexpr WfdbSampleFormat kBytes = whole_bytes<1>(8);
  return {kBytes.code, std::nullopt, kBytes.bytes_for, kBytes.samples_in, kBytes.decode, true};
}

}  // namespace

const WfdbSampleFormat kWfdbFormat8 = differences_of_8_bits();
const WfdbSampleFormat kWfdbFormat16 = whole_bytes<2>(16);
const WfdbSampleFormat kWfdbFormat24 = whole_bytes<3>(24);
const WfdbSampleFormat kWfdbFormat32 = whole_bytes<4>(32);
const WfdbSampleFormat kWfdbFormat61 = whole_bytes<2, ByteOrder::big>(61);
const WfdbSampleFormat kWfdbFormat80 = whole_bytes<1, ByteOrder::little, true>(80);
const WfdbSampleFormat kWfdbFormat160 = whole_bytes<2, ByteOrder::little, true>(160);

}  // namespace leadwise::io
