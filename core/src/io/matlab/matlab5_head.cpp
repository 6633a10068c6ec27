#include "matlab/matlab5_head.hpp"

#include <algorithm>
#include <utility>

#include "matlab/matlab5_element.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostDimensions = 32;

Result<Matlab5Head> read_flags(ByteReader& reader, ByteOrder order, std::uint64_t offset) {
  const auto flags = take_matlab5_element(reader, "array flags");
  if (!flags)
    return fail(flags.error().code, flags.error().message, offset);
  if (flags->type != Matlab5Type::uint32 || flags->data.size() != 8)
    return fail(ErrorCode::InvalidHeader,
                in_matlab5_file("array flags are expected, an element of type " +
                                std::to_string(static_cast<std::uint32_t>(flags->type)) + " is there"),
                offset);
  const auto word = static_cast<std::uint32_t>(load_unsigned(flags->data.data(), 4, order));
  Matlab5Head head;
  head.array_class = static_cast<Matlab5Class>(word & 0xFFU);
  head.complex_numbers = (word & 0x800U) != 0;
  head.logical = (word & 0x200U) != 0;
  return head;
}

// Name, system ("MCOS") and class, as other programs found them: the format's description has no objects.
void read_object_names(ByteReader& reader, Matlab5Head& head) {
  for (std::string* text : {&head.name, static_cast<std::string*>(nullptr), &head.object_class}) {
    const auto element = take_matlab5_element(reader, "object");
    if (!element || element->type != Matlab5Type::int8 || element->data.size() > kLongestMatlab5Name)
      return;
    if (text != nullptr)
      *text = std::string(as_text(element->data));
  }
}

Result<std::vector<std::uint64_t>> read_shape(ByteReader& reader, ByteOrder order, std::uint64_t offset) {
  const auto dimensions = take_matlab5_element(reader, "dimensions");
  if (!dimensions)
    return fail(dimensions.error().code, dimensions.error().message, offset);
  if (dimensions->type != Matlab5Type::int32 || dimensions->data.size() % 4 != 0 || dimensions->data.size() < 8 ||
      dimensions->data.size() > 4 * kMostDimensions)
    return fail(ErrorCode::InvalidHeader,
                in_matlab5_file("the dimensions of an array are no list of 2 to 32 whole numbers"), offset);
  std::vector<std::uint64_t> shape;
  for (std::size_t i = 0; i < dimensions->data.size(); i += 4) {
    const std::int64_t size = load_signed(dimensions->data.data() + i, 4, order);
    if (size < 0)
      return fail(ErrorCode::InvalidHeader,
                  in_matlab5_file("an array has " + std::to_string(size) + " rows or columns"), offset);
    shape.push_back(static_cast<std::uint64_t>(size));
  }
  return shape;
}

}  // namespace

std::string in_matlab5_file(const std::string& message) { return std::string(kMatlab5What) + ": " + message; }

Result<Matlab5Head> read_matlab5_head(ByteReader& reader, ByteOrder order, std::uint64_t offset) {
  auto head = read_flags(reader, order, offset);
  if (!head)
    return head;
  // Objects of newer classes are laid out otherwise from here on.
  if (head->array_class == Matlab5Class::opaque)
    read_object_names(reader, *head);
  if (head->array_class > Matlab5Class::last_number)
    return head;
  auto shape = read_shape(reader, order, offset);
  if (!shape)
    return tl::unexpected(shape.error());
  head->shape = std::move(*shape);
  const auto name = take_matlab5_element(reader, "array name");
  if (!name)
    return fail(name.error().code, name.error().message, offset);
  head->name = std::string(as_text(name->data.first(std::min(name->data.size(), kLongestMatlab5Name))));
  return head;
}

}  // namespace leadwise::io
