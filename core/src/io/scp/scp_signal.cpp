#include "scp/scp_signal.hpp"

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

constexpr unsigned kMostDifference = 2;

Result<void> check_head(const ScpSignal& signal, const ScpSection& section) {
  const std::string what = "SCP-ECG section " + std::to_string(section.id);
  if (signal.amplitude_nv == 0)
    return fail(ErrorCode::InvalidGain, what + ": the amplitude value multiplier is 0", section.offset);
  if (signal.sample_interval_us == 0)
    return fail(ErrorCode::InvalidSamplingRate, what + ": the sample time interval is 0", section.offset + 2);
  if (signal.difference > kMostDifference)
    return fail(ErrorCode::UnsupportedFormat,
                what + ": differences of kind " + std::to_string(signal.difference) + " are not read",
                section.offset + 4);
  return {};
}

Result<ScpDecoded> take_plain(std::span<const std::uint8_t> bytes, std::uint64_t count, const std::string& what,
                              std::uint64_t offset) {
  if (count > bytes.size() / 2)
    return fail(ErrorCode::TruncatedData,
                what + ": " + std::to_string(count) + " samples are promised, " + std::to_string(bytes.size()) +
                    " bytes are there",
                offset);
  ScpDecoded decoded;
  const auto size = static_cast<std::size_t>(count);
  decoded.values.reserve(size);
  for (std::size_t i = 0; i < size; ++i)
    decoded.values.push_back(static_cast<std::int16_t>(load_signed(bytes.data() + 2 * i, 2, ByteOrder::little)));
  decoded.bits_left = 8 * (std::uint64_t{bytes.size()} - 2 * count);
  return decoded;
}

// The first one (or two) values are amplitudes. Samples have 16 bits and so have the differences that made them: what
// overflowed on the way there overflows back.
void sum_up(std::vector<std::int16_t>& values, unsigned difference) {
  if (difference == 0)
    return;
  for (std::size_t i = difference; i < values.size(); ++i) {
    const std::int32_t before = values[i - 1];
    const std::int32_t slope = difference == 2 ? before - values[i - 2] : 0;
    values[i] = static_cast<std::int16_t>(static_cast<std::uint16_t>(values[i] + before + slope));
  }
}

}  // namespace

Result<ScpSignal> read_scp_signal(const ScpSection& section, std::size_t lead_count) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section " + std::to_string(section.id), section.offset);
  ScpSignal signal;
  signal.section = section.id;
  signal.amplitude_nv = reader.u16("amplitude value multiplier");
  signal.sample_interval_us = reader.u16("sample time interval");
  signal.difference = reader.u8("kind of differences");
  signal.bimodal = reader.u8("bimodal compression");
  std::vector<std::uint16_t> sizes;
  for (std::size_t i = 0; i < lead_count; ++i)
    sizes.push_back(reader.u16("bytes of a lead"));
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (auto checked = check_head(signal, section); !checked)
    return tl::unexpected(checked.error());
  for (const std::uint16_t size : sizes) {
    signal.lead_offsets.push_back(reader.offset());
    signal.lead_data.push_back(reader.take(size, "data of a lead"));
  }
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  return signal;
}

bool scp_signal_is_of(const ScpSection& section, std::size_t lead_count) {
  constexpr std::size_t kHeadBytes = 6;
  constexpr std::uint64_t kPaddingBytes = 4;
  const std::size_t data_place = kHeadBytes + 2 * lead_count;
  if (data_place > section.data.size())
    return false;
  std::uint64_t bytes = data_place;
  for (std::size_t place = kHeadBytes; place < data_place; place += 2)
    bytes += load_unsigned(section.data.data() + place, 2, ByteOrder::little);
  return bytes <= section.data.size() && section.data.size() - bytes < kPaddingBytes;
}

std::string scp_lead_place(const ScpSignal& signal, std::size_t lead) {
  return "SCP-ECG section " + std::to_string(signal.section) + ", lead " + std::to_string(lead + 1);
}

Result<ScpDecoded> decode_scp_lead(const ScpSignal& signal, std::size_t lead, std::uint64_t count,
                                   const ScpHuffmanTables& tables) {
  const std::string what = scp_lead_place(signal, lead);
  const auto bytes = signal.lead_data[lead];
  const std::uint64_t offset = signal.lead_offsets[lead];
  auto decoded =
      tables.empty() ? take_plain(bytes, count, what, offset) : decode_scp_huffman(bytes, count, tables, what, offset);
  if (decoded)
    sum_up(decoded->values, signal.difference);
  return decoded;
}

}  // namespace leadwise::io
