#include "alivecor/atc_signals.hpp"

#include <array>
#include <optional>

#include "bytes/byte_reader.hpp"
#include "bytes/unit_factors.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kFormatSize = 8;
constexpr unsigned kSampleSize = 2;

/// The last character of a signal block's id, in the order of kTwelveLeads.
constexpr std::string_view kLeadMarks = " 23456789abc";

struct Flag {
  unsigned bit;
  const char* words;
};

/// Bit 0 (polarity) is unused; bit 1 is the mains frequency.
constexpr unsigned kMains60Flag = 2;
constexpr std::array kFilterFlags = {
    Flag{4, "mains filter"},        Flag{8, "low-pass filter"},  Flag{16, "0.1 Hz baseline filter"},
    Flag{32, "mains notch filter"}, Flag{64, "enhanced filter"}, Flag{128, "multi-lead filter"}};

std::string filters_in_words(unsigned flags) {
  std::string words;
  for (const Flag& flag : kFilterFlags) {
    if ((flags & flag.bit) != 0)
      words.append(words.empty() ? "" : ", ").append(flag.words);
  }
  const std::string mains = (flags & kMains60Flag) != 0 ? "mains 60 Hz" : "mains 50 Hz";
  return (words.empty() ? "no filter" : words) + " (" + mains + ")";
}

std::optional<Lead> lead_of(std::string_view id, std::string_view prefix) {
  if (id.size() != 4 || id.substr(0, 3) != prefix)
    return std::nullopt;
  const std::size_t position = kLeadMarks.find(id[3]);
  return position == std::string_view::npos ? std::nullopt : std::optional(kTwelveLeads[position]);
}

Result<Channel> read_channel(const AtcBlock& block, Lead lead, const AtcFormat& format) {
  if (block.data.size() % kSampleSize != 0) {
    return fail(ErrorCode::InvalidHeader,
                "ATC block " + quoted(block.id) + ": its length of " + std::to_string(block.data.size()) +
                    " bytes is no whole number of 16-bit samples",
                block.offset);
  }
  Channel channel;
  channel.label = lead_name(lead);
  channel.lead = lead;
  channel.resolution_mv = format.resolution_mv;
  channel.samples_mv.reserve(block.data.size() / kSampleSize);
  for (std::size_t i = 0; i < block.data.size(); i += kSampleSize) {
    const std::int64_t adu = load_signed(block.data.data() + i, kSampleSize, ByteOrder::little);
    channel.samples_mv.push_back(static_cast<double>(adu) * format.resolution_mv);
  }
  return channel;
}

Result<std::vector<Channel>> read_channels(const AtcFile& file, std::string_view prefix, const AtcFormat& format) {
  std::vector<Channel> channels;
  for (const AtcBlock& block : file.blocks) {
    const auto lead = lead_of(block.id, prefix);
    if (!lead)
      continue;
    if (file.find(block.id) != &block)
      return fail(ErrorCode::InvalidHeader, "ATC block " + quoted(block.id) + " is there twice", block.offset);
    auto channel = read_channel(block, *lead, format);
    if (!channel)
      return tl::unexpected(channel.error());
    channels.push_back(std::move(*channel));
  }
  return channels;
}

Result<void> add_beats(const AtcFile& file, std::string_view prefix, const char* label, const AtcFormat& format,
                       EcgRecord& record) {
  auto channels = read_channels(file, prefix, format);
  if (!channels)
    return tl::unexpected(channels.error());
  if (!channels->empty())
    record.average_beats.push_back({label, format.sampling_rate_hz, std::move(*channels)});
  return {};
}

Result<void> check_format(std::uint8_t coding, std::uint16_t rate_hz, std::uint16_t resolution_nv,
                          std::uint64_t offset) {
  if (coding != 1) {
    return fail(ErrorCode::UnsupportedFormat,
                "ATC block \"fmt \": ECG format " + std::to_string(coding) + " is not read, 1 (16-bit samples) is",
                offset);
  }
  if (rate_hz == 0)
    return fail(ErrorCode::InvalidSamplingRate, "ATC block \"fmt \": the sampling rate is 0 Hz", offset + 1);
  if (resolution_nv == 0)
    return fail(ErrorCode::InvalidGain, "ATC block \"fmt \": the amplitude resolution is 0 nV", offset + 3);
  return {};
}

}  // namespace

Result<AtcFormat> read_atc_format(const AtcFile& file) {
  const AtcBlock* block = file.find("fmt ");
  if (block == nullptr)
    return fail(ErrorCode::InvalidHeader, "ATC: the block \"fmt \" is missing");
  if (block->data.size() != kFormatSize) {
    return fail(ErrorCode::InvalidHeader,
                "ATC block \"fmt \" holds " + std::to_string(block->data.size()) + " bytes, not 8", block->offset);
  }
  ByteReader reader(block->data, ByteOrder::little, "ATC block \"fmt \"", block->offset);
  const std::uint8_t coding = reader.u8("ECG format");
  const std::uint16_t rate_hz = reader.u16("sampling rate");
  const std::uint16_t resolution_nv = reader.u16("amplitude resolution");
  const std::uint8_t flags = reader.u8("flags");
  if (auto checked = check_format(coding, rate_hz, resolution_nv, block->offset); !checked)
    return tl::unexpected(checked.error());
  return AtcFormat{static_cast<double>(rate_hz), resolution_nv / kNanovoltsPerMillivolt, filters_in_words(flags)};
}

Result<void> add_atc_signals(const AtcFile& file, const AtcFormat& format, EcgRecord& record) {
  auto channels = read_channels(file, "ecg", format);
  if (!channels)
    return tl::unexpected(channels.error());
  if (channels->empty())
    return fail(ErrorCode::NoEcgChannel, "ATC: no block holds an ECG lead");
  record.sampling_rate_hz = format.sampling_rate_hz;
  record.channels = std::move(*channels);
  if (auto added = add_beats(file, "avg", "average beat", format, record); !added)
    return added;
  return add_beats(file, "med", "median beat", format, record);
}

bool is_atc_signal(std::string_view id) { return lead_of(id, "ecg") || lead_of(id, "avg") || lead_of(id, "med"); }

}  // namespace leadwise::io
