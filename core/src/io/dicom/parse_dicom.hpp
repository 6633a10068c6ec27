#pragma once

#include <cstdint>
#include <span>

#include "dicom/dicom_data_set.hpp"

namespace leadwise::io::dicom {

/// How a data set is written (PS3.5, 7.1 and annex A).
struct DicomEncoding {
  bool implicit_vr = false;
  ByteOrder order = ByteOrder::little;
};

/// Reads a data set's elements, sequences and items of stated and of undefined length, to a depth of 32. Zero bytes
/// behind the last element are passed over. Errors: TruncatedData, InvalidHeader (no value representation, an element
/// longer than its item, delimiters where none belong), UnsupportedFormat (encapsulated data, deeper nesting), TooLarge (more
/// than 2^20 elements).
Result<DicomElements> parse_dicom(std::span<const std::uint8_t> bytes, const DicomEncoding& encoding,
                                  const DataSetPlace& place);

/// What stands before an element's value.
struct ElementHead {
  Tag tag = 0;
  std::array<char, 2> vr{};
  std::uint32_t size = 0;
  bool valid_vr = true;
};

inline constexpr std::uint32_t kUndefinedSize = 0xFFFFFFFF;

/// Takes tag, value representation and size off `reader`; ask its status before they are used.
ElementHead read_element_head(ByteReader& reader, bool implicit_vr);

}  // namespace leadwise::io::dicom
