#include "dicom/dicom_encoder.hpp"

#include <array>
#include <limits>

#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

struct MostCharacters {
  std::string_view vr;
  std::size_t count;
};

/// In bytes, so that UTF-8 is always within what PS3.5, table 6.2-1 allows in characters.
constexpr std::array kMostCharacters = {MostCharacters{"AS", 4},  MostCharacters{"CS", 16},    MostCharacters{"DA", 8},
                                        MostCharacters{"DS", 16}, MostCharacters{"DT", 26},    MostCharacters{"IS", 12},
                                        MostCharacters{"LO", 64}, MostCharacters{"LT", 10240}, MostCharacters{"PN", 64},
                                        MostCharacters{"SH", 16}, MostCharacters{"ST", 1024},  MostCharacters{"TM", 14},
                                        MostCharacters{"UI", 64}};

std::size_t most_characters(std::string_view vr) {
  for (const MostCharacters& most : kMostCharacters) {
    if (most.vr == vr)
      return most.count;
  }
  return std::numeric_limits<std::uint16_t>::max() - 1;
}

}  // namespace

void DicomEncoder::little_endian(std::uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; ++i)
    bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i) & 0xFFU));
}

void DicomEncoder::head(Tag tag, std::string_view vr, std::size_t size) {
  little_endian(tag >> 16U, 2);
  little_endian(tag & 0xFFFFU, 2);
  bytes_.insert(bytes_.end(), vr.begin(), vr.end());
  const bool long_form = vr == "OB" || vr == "OW" || vr == "SQ";
  if (long_form)
    little_endian(0, 2);
  little_endian(size, long_form ? 4 : 2);
}

void DicomEncoder::text(Tag tag, std::string_view vr, std::string_view value) {
  const std::string_view kept = utf8_prefix(value, most_characters(vr));
  head(tag, vr, kept.size() + kept.size() % 2);
  bytes_.insert(bytes_.end(), kept.begin(), kept.end());
  if (kept.size() % 2 != 0)
    bytes_.push_back(vr == "UI" ? 0 : ' ');
}

void DicomEncoder::u16(Tag tag, std::uint16_t value) {
  head(tag, "US", 2);
  little_endian(value, 2);
}

void DicomEncoder::u32(Tag tag, std::uint32_t value) {
  head(tag, "UL", 4);
  little_endian(value, 4);
}

void DicomEncoder::bytes(Tag tag, std::string_view vr, std::span<const std::uint8_t> value) {
  head(tag, vr, value.size() + value.size() % 2);
  bytes_.insert(bytes_.end(), value.begin(), value.end());
  if (value.size() % 2 != 0)
    bytes_.push_back(0);
}

void DicomEncoder::sequence(Tag tag, std::span<const DicomEncoder> items) {
  constexpr std::size_t kItemHead = 8;
  std::size_t size = 0;
  for (const DicomEncoder& item : items)
    size += kItemHead + item.bytes_.size();
  head(tag, "SQ", size);
  for (const DicomEncoder& item : items) {
    little_endian(kItem >> 16U, 2);
    little_endian(kItem & 0xFFFFU, 2);
    little_endian(item.bytes_.size(), 4);
    append(item);
  }
}

void DicomEncoder::append(const DicomEncoder& other) {
  bytes_.insert(bytes_.end(), other.bytes_.begin(), other.bytes_.end());
}

}  // namespace leadwise::io::dicom
