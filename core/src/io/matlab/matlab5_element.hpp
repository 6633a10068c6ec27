#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrays/number_type.hpp"
#include "bytes/byte_reader.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// Types of data elements (table 1-1 of the format's description) that are looked at by name.
enum class Matlab5Type : std::uint32_t {
  int8 = 1,
  uint8 = 2,
  int16 = 3,
  uint16 = 4,
  int32 = 5,
  uint32 = 6,
  real32 = 7,
  real64 = 9,
  int64 = 12,
  uint64 = 13,
  matrix = 14,
  compressed = 15,
  utf8 = 16,
  utf16 = 17,
  utf32 = 18
};

/// One data element: a tag and what it holds.
struct Matlab5Element {
  Matlab5Type type = Matlab5Type::int8;
  std::span<const std::uint8_t> data;
  /// Of its first byte behind the tag, as the reader counts it.
  std::uint64_t offset = 0;
};

/// Takes the next element, small ones (data within the tag) included, and the padding behind it. Errors: TruncatedData.
Result<Matlab5Element> take_matlab5_element(ByteReader& reader, std::string_view field);

/// How such an element stores numbers; nullopt where it holds none.
std::optional<NumberType> number_type_of(Matlab5Type type, ByteOrder order);

/// Text as UTF-8, of `rows` rows whose characters run column by column; UTF-8 of more than one row is ASCII. Characters
/// outside the basic plane become '?'. Nothing of more than kMostTexts rows.
std::vector<std::string> matlab5_rows(const Matlab5Element& element, ByteOrder order, std::uint64_t rows);

}  // namespace leadwise::io
