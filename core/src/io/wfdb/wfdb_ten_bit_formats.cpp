#include "wfdb/wfdb_sample_format.hpp"

namespace leadwise::io {
namespace {

constexpr std::int32_t sign_extend_10(unsigned bits) {
  const unsigned low = bits & 0x3FFU;
  return low & 0x200U ? static_cast<std::int32_t>(low) - 0x400 : static_cast<std::int32_t>(low);
}

// Three samples in two little-endian words of 16 bits: bits 1 to 10 of each word are a sample, the five bits above them
// are the low (first word) and the high half (second word) of the third. A last sample takes one word, two take both.
void decode_310(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  const auto word = [&](std::size_t at) { return static_cast<unsigned>(bytes[at] | (bytes[at + 1] << 8)); };
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t four = i / 3 * 4;
    if (i % 3 < 2) {
      samples[i] = sign_extend_10(word(four + i % 3 * 2) >> 1);
    } else {
      samples[i] = sign_extend_10((word(four) >> 11) | (word(four + 2) >> 11 << 5));
    }
  }
}

constexpr std::uint64_t bytes_for_310(std::uint64_t samples) { return samples / 3 * 4 + samples % 3 * 2; }

constexpr std::uint64_t samples_in_310(std::uint64_t bytes) { return bytes / 4 * 3 + bytes % 4 / 2; }

// Three samples in 30 bits, the lowest bits first; a fourth byte holds the rest of the third sample and two unused bits.
void decode_311(std::span<const std::uint8_t> bytes, std::span<std::int32_t> samples) {
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const std::size_t third = i % 3;
    const std::size_t at = i / 3 * 4 + third;
    const auto pair = static_cast<unsigned>(bytes[at] | (bytes[at + 1] << 8));
    samples[i] = sign_extend_10(pair >> (2 * third));
  }
}

constexpr std::uint64_t bytes_for_311(std::uint64_t samples) {
  return samples / 3 * 4 + (samples % 3 == 0 ? 0 : samples % 3 + 1);
}

constexpr std::uint64_t samples_in_311(std::uint64_t bytes) {
  return bytes / 4 * 3 + (bytes % 4 == 0 ? 0 : bytes % 4 - 1);
}

constexpr std::int32_t kMissingTenBitAdu = -512;

}  // namespace

const WfdbSampleFormat kWfdbFormat310 = {310, kMissingTenBitAdu, bytes_for_310, samples_in_310, decode_310};
const WfdbSampleFormat kWfdbFormat311 = {311, kMissingTenBitAdu, bytes_for_311, samples_in_311, decode_311};

}  // namespace leadwise::io
