#include "philips/xli.hpp"

#include <string>

#include "bytes/byte_reader.hpp"
#include "philips/lzw.hpp"

namespace leadwise::io {
namespace {

using Samples = std::vector<std::int32_t>;

constexpr std::int32_t kCorrectionBias = 64;
constexpr std::uint16_t kKnownMark = 1;

/// Samples have 16 bits and so have the corrections that made them: what overflowed on the way there (a lead that jumps
/// to the end of its range) overflows back.
std::int32_t within_16_bits(std::int32_t value) { return static_cast<std::int16_t>(static_cast<std::uint16_t>(value)); }

/// High bytes first, then low bytes.
std::int32_t word_at(std::span<const std::uint8_t> bytes, std::size_t index) {
  const unsigned word = static_cast<unsigned>(bytes[index]) << 8U | bytes[bytes.size() / 2 + index];
  return static_cast<std::int16_t>(word);
}

Samples undo_corrections(std::span<const std::uint8_t> bytes, std::int32_t first_correction) {
  const std::size_t count = bytes.size() / 2;
  Samples samples = {word_at(bytes, 0), word_at(bytes, 1)};
  samples.reserve(count);
  std::int32_t correction = first_correction;
  for (std::size_t i = 2; i < count; ++i) {
    samples.push_back(within_16_bits(2 * samples[i - 1] - samples[i - 2] - correction));
    correction = word_at(bytes, i) - kCorrectionBias;
  }
  return samples;
}

Result<Samples> read_chunk(ByteReader& reader, std::size_t lead, std::size_t sample_count, std::uint64_t offset) {
  const std::string what = "Philips XML: XLI data of lead " + std::to_string(lead + 1);
  const std::uint32_t size = reader.u32("chunk size");
  const std::uint16_t mark = reader.u16("chunk mark");
  const std::int16_t correction = reader.i16("first correction");
  const auto packed = reader.take(size, "chunk");
  if (reader.failed())
    return fail(ErrorCode::TruncatedData, what + " ends early", offset);
  if (mark != kKnownMark)
    return fail(ErrorCode::UnsupportedFormat, what + ": chunks marked " + std::to_string(mark) + " are not read",
                offset);
  const auto bytes = unpack_lzw(packed, sample_count * 2, what, offset);
  if (!bytes)
    return tl::unexpected(bytes.error());
  return undo_corrections(*bytes, correction);
}

/// Rounds towards minus infinity, unlike the operator.
std::int32_t half(std::int32_t value) { return (value - (value & 1)) / 2; }

}  // namespace

Result<std::vector<Samples>> unpack_xli(std::span<const std::uint8_t> bytes, std::size_t lead_count,
                                        std::size_t sample_count, std::uint64_t offset) {
  if (sample_count < 2)
    return fail(ErrorCode::UnsupportedFormat, "Philips XML: XLI data of fewer than two samples is not read", offset);
  ByteReader reader(bytes, ByteOrder::little, "Philips XML: XLI data");
  std::vector<Samples> leads;
  for (std::size_t lead = 0; lead < lead_count; ++lead) {
    auto samples = read_chunk(reader, lead, sample_count, offset);
    if (!samples)
      return tl::unexpected(samples.error());
    leads.push_back(std::move(*samples));
  }
  return leads;
}

void restore_limb_leads(std::vector<Samples>& leads) {
  const Samples &i = leads[0], &ii = leads[1];
  Samples &iii = leads[2], &avr = leads[3], &avl = leads[4], &avf = leads[5];
  for (std::size_t t = 0; t < i.size(); ++t) {
    iii[t] = within_16_bits(ii[t] - i[t] - iii[t]);
    avr[t] = within_16_bits(-half(i[t] + ii[t]) - avr[t]);
    avl[t] = within_16_bits(half(i[t] - iii[t]) - avl[t]);
    avf[t] = within_16_bits(half(ii[t] + iii[t]) - avf[t]);
  }
}

}  // namespace leadwise::io
