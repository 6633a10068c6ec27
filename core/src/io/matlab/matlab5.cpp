#include "matlab/matlab5.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "arrays/listed_channels.hpp"
#include "bytes/inflate.hpp"
#include "matlab/matlab5_element.hpp"
#include "matlab/matlab5_head.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kHeaderBytes = 128;
constexpr std::string_view kSignature = "MATLAB 5.0 MAT-file";
constexpr std::size_t kDeepest = 16;

std::string object_text(const Matlab5Head& head) {
  return head.object_class == "string"
             ? "a string, which MATLAB stores as an object; save it as a cell array or as characters"
             : "an object";
}

// Children of a structure or cell that are still to be read, and what they are called.
struct Container {
  ByteReader reader;
  std::string path;
  bool is_cell = false;
  std::vector<std::string> field_names;
  std::uint64_t elements = 0;
  std::uint64_t next_child = 0;
  /// Where the texts of a cell go; they are a list only if every child is one.
  std::vector<std::string> texts;
  std::uint64_t offset = 0;
};

std::uint64_t child_count(const Container& container) {
  return container.elements * (container.is_cell ? 1 : container.field_names.size());
}

// "lead{3}", "ECG.data", or "ECG(2).data" in an array of structures.
std::string child_path(const Container& container) {
  const std::uint64_t child = container.next_child;
  if (container.is_cell)
    return container.path + '{' + std::to_string(child + 1) + '}';
  const std::uint64_t fields = container.field_names.size();
  const std::string element = container.elements > 1 ? '(' + std::to_string(child / fields + 1) + ')' : std::string();
  return container.path + element + '.' + container.field_names[static_cast<std::size_t>(child % fields)];
}

/// Walks the elements of a file; structures and cells wait on a stack of bounded depth.
class Matlab5Walk {
 public:
  explicit Matlab5Walk(ByteOrder order) : order_(order) { arrays_.what = "the MATLAB level 5 file"; }

  Result<void> read_file(const FileBytes& file);
  ArrayFile take() { return std::move(arrays_); }

 private:
  Result<void> read_compressed(const Matlab5Element& element);
  Result<void> read_matrix(const Matlab5Element& element, std::optional<std::string> path);
  Result<void> read_body(ByteReader& reader, Matlab5Head head, std::string path, std::uint64_t offset);
  Result<void> read_numbers(ByteReader& reader, const Matlab5Head& head, std::string path, std::uint64_t offset);
  Result<void> read_characters(ByteReader& reader, const Matlab5Head& head, std::string path, std::uint64_t offset);
  Result<void> open_container(ByteReader& reader, const Matlab5Head& head, std::string path, std::uint64_t offset);
  Result<std::vector<std::string>> read_field_names(ByteReader& reader);
  Result<void> read_children();
  void close_container();
  void place_in_container(ArrayVariable& variable) const;
  // Inside a packed element the place in the file is that of the element.
  ByteReader reader_of(const Matlab5Element& element) const {
    return {element.data, order_, std::string(kMatlab5What), packed_at_.value_or(element.offset)};
  }
  std::uint64_t place(std::uint64_t offset) const { return packed_at_.value_or(offset); }

  ByteOrder order_;
  /// How many bytes all packed elements together may still unpack to.
  std::uint64_t unpacked_left_ = 0;
  std::size_t array_count_ = 0;
  ArrayFile arrays_;
  std::vector<Container> stack_;
  std::optional<std::uint64_t> packed_at_;
};

Result<void> Matlab5Walk::read_file(const FileBytes& file) {
  // Deflate packs hardly an ECG 64 times smaller; more than that is made to fill memory.
  constexpr std::uint64_t kMostTimes = 64, kAtLeast = 1U << 16U, kAtMost = 1U << 28U;
  unpacked_left_ = std::min(kAtMost, std::max(kAtLeast, file.bytes.size() * kMostTimes));
  ByteReader reader(file.bytes, order_, std::string(kMatlab5What));
  reader.seek(kHeaderBytes, "header");
  while (reader.remaining() > 0) {
    const auto element = take_matlab5_element(reader, "element");
    if (!element)
      return tl::unexpected(element.error());
    Result<void> read;
    if (element->type == Matlab5Type::compressed)
      read = read_compressed(*element);
    else if (element->type == Matlab5Type::matrix)
      read = read_matrix(*element, std::nullopt);
    if (!read)
      return read;
  }
  return {};
}

Result<void> Matlab5Walk::read_compressed(const Matlab5Element& element) {
  auto inflated = inflate_bytes(element.data, DeflateWrapping::zlib, static_cast<std::size_t>(unpacked_left_),
                                "MATLAB level 5 file: a packed element", element.offset);
  if (!inflated)
    return tl::unexpected(inflated.error());
  unpacked_left_ -= inflated->bytes.size();
  arrays_.unpacked.push_back(std::move(inflated->bytes));
  packed_at_ = element.offset;
  ByteReader reader(arrays_.unpacked.back(), order_, std::string(kMatlab5What), element.offset);
  const auto inner = take_matlab5_element(reader, "packed element");
  Result<void> read;
  if (!inner)
    read = fail(inner.error().code, inner.error().message + " (inside a packed element)", element.offset);
  else if (inner->type == Matlab5Type::matrix)
    read = read_matrix(*inner, std::nullopt);
  packed_at_.reset();
  return read;
}

Result<void> Matlab5Walk::read_matrix(const Matlab5Element& element, std::optional<std::string> path) {
  const bool outermost = !path.has_value();
  if (array_count_++ == kMostArrays)
    return fail(ErrorCode::TooLarge, in_matlab5_file("it holds more than 131072 arrays"), place(element.offset));
  // An empty element is MATLAB's empty array.
  if (!element.data.empty()) {
    ByteReader reader = reader_of(element);
    auto head = read_matlab5_head(reader, order_, place(reader.offset()));
    if (!head)
      return tl::unexpected(head.error());
    // What bears no name is MATLAB's own, the data of its objects.
    if (outermost && head->name.empty())
      return {};
    if (!path)
      path = head->name;
    if (auto read = read_body(reader, std::move(*head), std::move(*path), place(element.offset)); !read)
      return read;
  }
  return outermost ? read_children() : Result<void>();
}

Result<void> Matlab5Walk::read_body(ByteReader& reader, Matlab5Head head, std::string path, std::uint64_t offset) {
  switch (head.array_class) {
    case Matlab5Class::cell:
    case Matlab5Class::structure:
      return open_container(reader, head, std::move(path), offset);
    case Matlab5Class::characters:
      return read_characters(reader, head, std::move(path), offset);
    case Matlab5Class::sparse:
      arrays_.left_out.push_back({path, "a sparse matrix"});
      return {};
    default:
      break;
  }
  if (head.array_class < Matlab5Class::first_number || head.array_class > Matlab5Class::last_number) {
    arrays_.left_out.push_back({path.empty() ? "a variable" : path, object_text(head), true});
    return {};
  }
  if (head.complex_numbers) {
    arrays_.left_out.push_back({path, "complex numbers"});
    return {};
  }
  // A logical value is a number, many of them are a mask.
  const bool is_mask = head.logical && element_count(head.shape) != 1;
  return is_mask ? Result<void>() : read_numbers(reader, head, std::move(path), offset);
}

Result<void> Matlab5Walk::read_numbers(ByteReader& reader, const Matlab5Head& head, std::string path,
                                       std::uint64_t offset) {
  const auto element = take_matlab5_element(reader, path);
  if (!element)
    return fail(element.error().code, element.error().message, offset);
  // An array of doubles whose values are small whole numbers may be stored as integers.
  const auto type = number_type_of(element->type, order_);
  if (!type)
    return fail(ErrorCode::InvalidHeader,
                in_matlab5_file("the numbers of " + quoted(path) + " are of type " +
                                std::to_string(static_cast<std::uint32_t>(element->type))),
                offset);
  const std::uint64_t count = element_count(head.shape);
  if (count > element->data.size() || count * type->bytes > element->data.size())
    return fail(ErrorCode::TruncatedData,
                in_matlab5_file(quoted(path) + " has " + std::to_string(element->data.size()) + " bytes for " +
                                std::to_string(count) + " numbers"),
                offset);
  ArrayVariable variable;
  set_path(variable, path);
  variable.shape = head.shape;
  variable.type = *type;
  variable.numbers = element->data.first(static_cast<std::size_t>(count) * type->bytes);
  variable.offset = offset;
  place_in_container(variable);
  arrays_.variables.push_back(std::move(variable));
  return {};
}

Result<void> Matlab5Walk::read_characters(ByteReader& reader, const Matlab5Head& head, std::string path,
                                          std::uint64_t offset) {
  const auto element = take_matlab5_element(reader, path);
  if (!element)
    return fail(element.error().code, element.error().message, offset);
  std::vector<std::string> rows;
  if (head.shape.size() == 2 && head.shape[0] <= element->data.size())
    rows = matlab5_rows(*element, order_, head.shape[0]);
  // A child of a cell is an entry of the list that the cell is.
  if (!stack_.empty() && stack_.back().is_cell && path.back() == '}') {
    if (rows.size() <= 1)
      stack_.back().texts.push_back(rows.empty() ? std::string() : std::move(rows.front()));
    return {};
  }
  ArrayVariable variable;
  set_path(variable, path);
  variable.holds_texts = true;
  variable.texts = std::move(rows);
  variable.offset = offset;
  place_in_container(variable);
  arrays_.variables.push_back(std::move(variable));
  return {};
}

Result<std::vector<std::string>> Matlab5Walk::read_field_names(ByteReader& reader) {
  const auto length = take_matlab5_element(reader, "field name length");
  if (!length)
    return tl::unexpected(length.error());
  const auto names = take_matlab5_element(reader, "field names");
  if (!names)
    return tl::unexpected(names.error());
  const std::int64_t stride =
      length->data.size() == 4 && length->type == Matlab5Type::int32 ? load_signed(length->data.data(), 4, order_) : 0;
  if (stride < 1 || stride > 1024 || names->data.size() % static_cast<std::size_t>(stride) != 0)
    return fail(ErrorCode::InvalidHeader, in_matlab5_file("field names of a structure that do not fit their length"),
                length->offset);
  const auto step = static_cast<std::size_t>(stride);
  if (names->data.size() / step > kMostArrays)
    return fail(ErrorCode::TooLarge, in_matlab5_file("a structure of more than 131072 fields"), length->offset);
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < names->data.size(); i += step) {
    std::string_view name = as_text(names->data.subspan(i, std::min(step, kLongestMatlab5Name)));
    fields.emplace_back(name.substr(0, name.find('\0')));
  }
  return fields;
}

Result<void> Matlab5Walk::open_container(ByteReader& reader, const Matlab5Head& head, std::string path,
                                         std::uint64_t offset) {
  if (stack_.size() >= kDeepest)
    return fail(ErrorCode::UnsupportedFormat, in_matlab5_file("structures nested deeper than 16"), offset);
  Container container{reader, std::move(path), head.array_class == Matlab5Class::cell, {}, element_count(head.shape), 0,
                      {},     offset};
  if (!container.is_cell) {
    auto fields = read_field_names(container.reader);
    if (!fields)
      return fail(fields.error().code, fields.error().message, offset);
    container.field_names = std::move(*fields);
  }
  // Every child has a tag of eight bytes at least.
  const std::uint64_t most = container.reader.remaining() / 8;
  if (container.elements > most || child_count(container) > most)
    return fail(ErrorCode::TruncatedData,
                in_matlab5_file(quoted(container.path) + " has " + std::to_string(container.elements) +
                                " elements and " + std::to_string(container.reader.remaining()) + " bytes"),
                offset);
  stack_.push_back(std::move(container));
  return {};
}

// Elements of cells and of lists of structures bear the path of these.
void Matlab5Walk::place_in_container(ArrayVariable& variable) const {
  if (stack_.empty())
    return;
  const Container& container = stack_.back();
  if (container.is_cell) {
    variable.cell_path = container.path;
  } else if (container.elements > 1) {
    variable.list_path = container.path;
    variable.list_index = (container.next_child - 1) / container.field_names.size();
  }
}

void Matlab5Walk::close_container() {
  Container& done = stack_.back();
  if (done.is_cell && !done.texts.empty() && done.texts.size() == done.elements) {
    ArrayVariable variable;
    set_path(variable, done.path);
    variable.holds_texts = true;
    variable.texts = std::move(done.texts);
    variable.offset = done.offset;
    arrays_.variables.push_back(std::move(variable));
  }
  stack_.pop_back();
}

Result<void> Matlab5Walk::read_children() {
  while (!stack_.empty()) {
    Container& container = stack_.back();
    if (container.next_child == child_count(container)) {
      close_container();
      continue;
    }
    const auto element = take_matlab5_element(container.reader, container.path);
    if (!element)
      return fail(element.error().code, element.error().message, container.offset);
    if (element->type != Matlab5Type::matrix)
      return fail(ErrorCode::InvalidHeader,
                  in_matlab5_file(quoted(container.path) + " holds an element that is no array"), container.offset);
    std::string path = child_path(container);
    ++container.next_child;
    // The stack may grow in there: `container` is not used behind this line.
    if (auto read = read_matrix(*element, std::move(path)); !read)
      return read;
  }
  return {};
}

Result<ByteOrder> byte_order_of(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kHeaderBytes)
    return fail(ErrorCode::TruncatedData, in_matlab5_file("the header of 128 bytes is cut"), bytes.size());
  const std::string_view mark = as_text(bytes.subspan(126, 2));
  if (mark != "IM" && mark != "MI")
    return fail(ErrorCode::InvalidHeader, in_matlab5_file("the byte order mark is " + quoted(mark)), 126);
  const ByteOrder order = mark == "IM" ? ByteOrder::little : ByteOrder::big;
  const auto version = load_unsigned(bytes.data() + 124, 2, order);
  if (version != 0x0100)
    return fail(ErrorCode::UnsupportedFormat, in_matlab5_file("version " + std::to_string(version)), 124);
  return order;
}

}  // namespace

bool is_matlab5_header(std::span<const std::uint8_t> bytes) {
  if (as_text(bytes).substr(0, kSignature.size()) == kSignature)
    return true;
  if (bytes.size() < kHeaderBytes)
    return false;
  const std::string_view version_and_mark = as_text(bytes.subspan(124, 4));
  return version_and_mark == std::string_view("\x00\x01IM", 4) || version_and_mark == std::string_view("\x01\x00MI", 4);
}

Result<ArrayFile> read_matlab5_arrays(const FileBytes& file) {
  const auto order = byte_order_of(file.bytes);
  if (!order)
    return tl::unexpected(order.error());
  Matlab5Walk walk(*order);
  if (auto read = walk.read_file(file); !read)
    return tl::unexpected(read.error());
  ArrayFile arrays = walk.take();
  gather_listed_channels(arrays);
  return arrays;
}

}  // namespace leadwise::io
