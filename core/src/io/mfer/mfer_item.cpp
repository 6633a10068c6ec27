#include "mfer/mfer_item.hpp"

#include <array>

namespace leadwise::io {
namespace {

/// A tag whose low five bits are all set goes on in further bytes.
constexpr std::uint8_t kExtendedTag = 0x1F;
constexpr unsigned kLongestLength = 4;
constexpr int kLongestChannelNumber = 3;

struct TagName {
  MferTag tag;
  const char* name;
};

constexpr std::array kTagNames = {
    TagName{MferTag::BLE, "BLE"}, TagName{MferTag::TXC, "TXC"}, TagName{MferTag::BLK, "BLK"},
    TagName{MferTag::CHN, "CHN"}, TagName{MferTag::SEQ, "SEQ"}, TagName{MferTag::PNT, "PNT"},
    TagName{MferTag::WFM, "WFM"}, TagName{MferTag::LDN, "LDN"}, TagName{MferTag::DTP, "DTP"},
    TagName{MferTag::IVL, "IVL"}, TagName{MferTag::SEN, "SEN"}, TagName{MferTag::OFF, "OFF"},
    TagName{MferTag::CMP, "CMP"}, TagName{MferTag::NUL, "NUL"}, TagName{MferTag::WAV, "WAV"},
    TagName{MferTag::ATT, "ATT"}, TagName{MferTag::SET, "SET"},
};

// Seven bits a byte, the highest bit says that another follows.
Result<std::uint32_t> read_channel_number(ByteReader& reader) {
  const std::uint64_t offset = reader.offset();
  std::uint32_t number = 0;
  for (int i = 0; i < kLongestChannelNumber; ++i) {
    const std::uint8_t byte = reader.u8("channel number");
    number = number << 7U | (byte & 0x7FU);
    if ((byte & 0x80U) == 0)
      return number;
  }
  return fail(ErrorCode::InvalidHeader, "MFER: the channel number of ATT takes more than three bytes", offset);
}

Result<std::optional<std::uint64_t>> read_length(ByteReader& reader, MferTag tag) {
  const std::uint64_t offset = reader.offset();
  const std::uint8_t first = reader.u8("length");
  if (first < 0x80)
    return first;
  const unsigned count = first & 0x7FU;
  if (count == 0)
    return std::nullopt;
  if (count > kLongestLength) {
    return fail(ErrorCode::InvalidHeader,
                "MFER: the length of " + mfer_tag_name(tag) + " takes " + std::to_string(count) + " bytes, not 1 to 4",
                offset);
  }
  const auto bytes = reader.take(count, "length of " + mfer_tag_name(tag));
  return bytes.empty() ? 0 : load_unsigned(bytes.data(), count, ByteOrder::big);
}

}  // namespace

std::string mfer_tag_name(MferTag tag) {
  constexpr const char* kDigits = "0123456789ABCDEF";
  const auto number = static_cast<std::uint8_t>(tag);
  const std::string code = std::string("0x") + kDigits[number >> 4U] + kDigits[number & 0xFU];
  for (const TagName& known : kTagNames) {
    if (known.tag == tag)
      return std::string(known.name) + " (" + code + ")";
  }
  return "tag " + code;
}

Result<MferItem> read_mfer_item(ByteReader& reader) {
  MferItem item;
  item.offset = reader.offset();
  item.tag = static_cast<MferTag>(reader.u8("tag"));
  item.size = 0;
  if (item.tag == MferTag::ATT) {
    const auto channel = read_channel_number(reader);
    if (!channel)
      return tl::unexpected(channel.error());
    item.channel = *channel;
  } else if ((static_cast<std::uint8_t>(item.tag) & kExtendedTag) == kExtendedTag) {
    return fail(ErrorCode::UnsupportedFormat, "MFER: the extended " + mfer_tag_name(item.tag) + " is not known",
                item.offset);
  }
  if (item.tag != MferTag::ZRO && item.tag != MferTag::END) {
    const auto size = read_length(reader, item.tag);
    if (!size)
      return tl::unexpected(size.error());
    item.size = *size;
  }
  if (auto read = reader.status(); !read)
    return tl::unexpected(read.error());
  return item;
}

}  // namespace leadwise::io
