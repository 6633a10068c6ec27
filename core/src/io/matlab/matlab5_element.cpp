#include "matlab/matlab5_element.hpp"

#include <algorithm>

#include "arrays/array_file.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kAlignment = 8;

unsigned bytes_per_character(Matlab5Type type) {
  switch (type) {
    case Matlab5Type::utf16:
    case Matlab5Type::uint16:
    case Matlab5Type::int16:
      return 2;
    case Matlab5Type::utf32:
    case Matlab5Type::uint32:
    case Matlab5Type::int32:
      return 4;
    default:
      return 1;
  }
}

}  // namespace

Result<Matlab5Element> take_matlab5_element(ByteReader& reader, std::string_view field) {
  const std::uint32_t word = reader.u32(field);
  Matlab5Element element;
  if (const std::uint32_t small_bytes = word >> 16U; small_bytes > 0) {
    element.type = static_cast<Matlab5Type>(word & 0xFFFFU);
    element.offset = reader.offset();
    const auto field_bytes = reader.take(4, field);
    if (small_bytes > 4)
      return fail(ErrorCode::InvalidHeader,
                  "MATLAB level 5 file: a small element (" + std::string(field) + ") of " +
                      std::to_string(small_bytes) + " bytes",
                  element.offset);
    if (!reader.failed())
      element.data = field_bytes.first(small_bytes);
  } else {
    element.type = static_cast<Matlab5Type>(word);
    const std::uint32_t bytes = reader.u32(field);
    element.offset = reader.offset();
    element.data = reader.take(bytes, field);
    const std::uint64_t padding = element.type == Matlab5Type::compressed ? 0 : (kAlignment - bytes % kAlignment) % 8;
    // The last element of a file may lack its padding.
    reader.skip(std::min<std::uint64_t>(padding, reader.remaining()), field);
  }
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  return element;
}

std::optional<NumberType> number_type_of(Matlab5Type type, ByteOrder order) {
  switch (type) {
    case Matlab5Type::int8:
      return NumberType{NumberKind::signed_integer, 1, order};
    case Matlab5Type::uint8:
      return NumberType{NumberKind::unsigned_integer, 1, order};
    case Matlab5Type::int16:
      return NumberType{NumberKind::signed_integer, 2, order};
    case Matlab5Type::uint16:
      return NumberType{NumberKind::unsigned_integer, 2, order};
    case Matlab5Type::int32:
      return NumberType{NumberKind::signed_integer, 4, order};
    case Matlab5Type::uint32:
      return NumberType{NumberKind::unsigned_integer, 4, order};
    case Matlab5Type::int64:
      return NumberType{NumberKind::signed_integer, 8, order};
    case Matlab5Type::uint64:
      return NumberType{NumberKind::unsigned_integer, 8, order};
    case Matlab5Type::real32:
      return NumberType{NumberKind::real, 4, order};
    case Matlab5Type::real64:
      return NumberType{NumberKind::real, 8, order};
    default:
      return std::nullopt;
  }
}

std::vector<std::string> matlab5_rows(const Matlab5Element& element, ByteOrder order, std::uint64_t rows) {
  const std::size_t size = bytes_per_character(element.type);
  const std::size_t characters = element.data.size() / size;
  if (characters == 0)
    return {};
  if (rows == 1 && size == 1)
    return {std::string(trim(as_text(element.data)))};
  if (rows == 0 || rows > kMostTexts || characters % rows != 0)
    return {};
  std::vector<std::string> texts(static_cast<std::size_t>(rows));
  for (std::size_t i = 0; i < characters; ++i) {
    const auto code = load_unsigned(element.data.data() + i * size, static_cast<unsigned>(size), order);
    append_utf8(texts[i % texts.size()], size == 1 && code > 0x7F ? 0 : code);
  }
  for (std::string& text : texts)
    text = std::string(trim(text));
  return texts;
}

}  // namespace leadwise::io
