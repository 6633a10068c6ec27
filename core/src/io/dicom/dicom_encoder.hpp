#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dicom/dicom_tags.hpp"

namespace leadwise::io::dicom {

/// Collects elements in explicit VR little endian (PS3.5, 7.1.2); the caller adds them in the order of their tags.
class DicomEncoder {
 public:
  /// A text value, brought to an even length; longer than `vr` allows, it is cut.
  void text(Tag tag, std::string_view vr, std::string_view value);
  void u16(Tag tag, std::uint16_t value);
  void u32(Tag tag, std::uint32_t value);
  /// A value of words (VR OW) or bytes (OB); an odd one gets a zero byte.
  void bytes(Tag tag, std::string_view vr, std::span<const std::uint8_t> value);
  /// A sequence of one item for each encoder.
  void sequence(Tag tag, std::span<const DicomEncoder> items);
  void append(const DicomEncoder& other);

  const std::vector<std::uint8_t>& encoded() const { return bytes_; }

 private:
  void head(Tag tag, std::string_view vr, std::size_t size);
  void little_endian(std::uint64_t value, unsigned size);

  std::vector<std::uint8_t> bytes_;
};

}  // namespace leadwise::io::dicom
