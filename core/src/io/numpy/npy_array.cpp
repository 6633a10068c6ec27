#include "numpy/npy_array.hpp"

#include <algorithm>

#include "bytes/byte_reader.hpp"
#include "numpy/npy_header.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::uint64_t kMostElements = std::uint64_t{1} << 40U;

// What stands behind the header, by its type's letter.
struct ElementType {
  char kind = 'f';
  std::uint64_t bytes = 0;
  ByteOrder order = ByteOrder::little;
};

tl::unexpected<Error> unsupported(std::string_view descr, std::string_view why, std::uint64_t offset) {
  return fail(ErrorCode::UnsupportedFormat, "npy: elements of type " + quoted(descr) + " " + std::string(why), offset);
}

// A logical value is a number, many of them are a mask.
Result<ElementType> parse_descr(std::string_view descr, std::uint64_t count, std::uint64_t offset) {
  if (descr.find('O') != std::string_view::npos)
    return unsupported(descr, "are Python objects (a pickle), which are not read; save numbers only", offset);
  const char mark = descr.empty() ? '\0' : descr.front();
  const auto size = descr.size() < 3 ? std::nullopt : parse_unsigned(descr.substr(2));
  const bool order_known = mark == '<' || mark == '>' || (mark == '|' && size && (*size == 1 || descr[1] == 'S'));
  if (!order_known || !size)
    return unsupported(descr, "are not read", offset);
  ElementType type{descr[1], *size, mark == '>' ? ByteOrder::big : ByteOrder::little};
  if (type.kind == 'b' && count == 1)
    type.kind = 'u';
  constexpr std::uint64_t kLongestText = 4096;
  const bool whole = (type.kind == 'i' || type.kind == 'u') &&
                     (type.bytes == 1 || type.bytes == 2 || type.bytes == 4 || type.bytes == 8);
  const bool real = type.kind == 'f' && (type.bytes == 2 || type.bytes == 4 || type.bytes == 8);
  const bool text = (type.kind == 'U' || type.kind == 'S') && type.bytes <= kLongestText;
  if (!whole && !real && !text)
    return unsupported(descr, "are not read (whole numbers of 1 to 8 bytes, reals of 2, 4 and 8, texts)", offset);
  if (type.kind == 'U')
    type.bytes *= 4;
  return type;
}

std::string read_text(std::span<const std::uint8_t> bytes, const ElementType& type) {
  std::string text;
  const std::size_t step = type.kind == 'U' ? 4 : 1;
  for (std::size_t i = 0; i + step <= bytes.size(); i += step) {
    const std::uint64_t code = load_unsigned(bytes.data() + i, static_cast<unsigned>(step), type.order);
    if (code == 0)
      break;
    if (code >= 0x80 && code < 0x800 && step == 4) {
      text.push_back(static_cast<char>(0xC0 | code >> 6U));
      text.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else {
      text.push_back(code < 0x80 ? static_cast<char>(code) : '?');
    }
  }
  return std::string(trim(text));
}

void set_texts(ArrayVariable& variable, std::span<const std::uint8_t> data, const ElementType& type) {
  variable.holds_texts = true;
  for (std::size_t at = 0; type.bytes > 0 && at + type.bytes <= data.size() && variable.texts.size() < kMostTexts;
       at += static_cast<std::size_t>(type.bytes))
    variable.texts.push_back(read_text(data.subspan(at, static_cast<std::size_t>(type.bytes)), type));
}

Result<std::string_view> take_header(ByteReader& reader) {
  reader.skip(kMagic.size(), "magic");
  const std::uint8_t major = reader.u8("version");
  const std::uint8_t minor = reader.u8("version");
  if (!reader.failed() && (major < 1 || major > 3 || minor != 0))
    return fail(ErrorCode::UnsupportedFormat,
                "npy: version " + std::to_string(major) + "." + std::to_string(minor) + " is not read", kMagic.size());
  const std::uint32_t bytes = major == 1 ? reader.u16("header length") : reader.u32("header length");
  const std::string_view header = as_text(reader.take(bytes, "header"));
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  return header;
}

}  // namespace

bool is_npy_bytes(std::span<const std::uint8_t> bytes) { return as_text(bytes).substr(0, kMagic.size()) == kMagic; }

Result<ArrayVariable> read_npy_array(std::span<const std::uint8_t> bytes, std::string path) {
  if (!is_npy_bytes(bytes))
    return fail(ErrorCode::InvalidHeader, "npy: " + quoted(path) + " does not begin as a NumPy array", 0);
  ByteReader reader(bytes, ByteOrder::little, "npy");
  const auto text = take_header(reader);
  if (!text)
    return tl::unexpected(text.error());
  const std::uint64_t header_offset = reader.offset() - text->size();
  const auto header = parse_npy_header(text->substr(0, text->find_last_not_of('\n') + 1), header_offset);
  if (!header)
    return tl::unexpected(header.error());
  const std::uint64_t count = element_count(header->shape);
  const auto type = parse_descr(header->descr, count, header_offset);
  if (!type)
    return tl::unexpected(type.error());
  if (count > kMostElements)
    return fail(ErrorCode::TooLarge, "npy: an array of more than 2^40 elements", header_offset);
  const auto data = reader.take(count * type->bytes, "array data");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  ArrayVariable variable;
  variable.name = std::move(path);
  if (type->kind == 'U' || type->kind == 'S') {
    set_texts(variable, data, *type);
    return variable;
  }
  variable.shape = header->shape;
  variable.first_index_fastest = header->fortran_order;
  variable.numbers = data;
  variable.type = {type->kind == 'i'   ? NumberKind::signed_integer
                   : type->kind == 'u' ? NumberKind::unsigned_integer
                                       : NumberKind::real,
                   static_cast<unsigned>(type->bytes), type->order};
  return variable;
}

}  // namespace leadwise::io
