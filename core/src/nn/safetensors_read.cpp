#include <algorithm>

#include "bounded_json.hpp"
#include "safetensors.hpp"

namespace leadwise::nn {
namespace {

using nlohmann::json;

constexpr std::size_t kLengthBytes = 8;

tl::unexpected<Error> invalid_file(const std::string& what, std::optional<std::uint64_t> offset = std::nullopt) {
  return fail(ErrorCode::InvalidWeightFile, "weight file: " + what, offset);
}

std::uint64_t read_u64(std::span<const std::uint8_t> bytes) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < kLengthBytes; ++i)
    value |= static_cast<std::uint64_t>(bytes[i]) << (8U * i);
  return value;
}

Result<std::size_t> header_length(std::span<const std::uint8_t> file) {
  if (file.size() < kLengthBytes) {
    return invalid_file("holds " + std::to_string(file.size()) + " bytes, too few for the length of a header", 0);
  }
  const std::uint64_t length = read_u64(file.first(kLengthBytes));
  if (length > file.size() - kLengthBytes) {
    return invalid_file(
        "states a header of " + std::to_string(length) + " bytes, but ends after " + std::to_string(file.size()), 0);
  }
  if (length > kLargestHeaderBytes) {
    return fail(ErrorCode::TooLarge, "weight file: states a header of " + std::to_string(length) + " bytes", 0);
  }
  return static_cast<std::size_t>(length);
}

/// Reads an array of whole numbers, at most `longest` of them.
std::optional<std::vector<std::size_t>> read_numbers(const json& owner, const char* key, std::size_t longest) {
  const auto found = owner.find(key);
  if (found == owner.end() || !found->is_array() || found->size() > longest)
    return std::nullopt;
  std::vector<std::size_t> numbers;
  for (const json& element : *found) {
    const auto* number = element.get_ptr<const json::number_unsigned_t*>();
    if (number == nullptr || *number > std::size_t(-1))
      return std::nullopt;
    numbers.push_back(static_cast<std::size_t>(*number));
  }
  return numbers;
}

/// Whether `shape` of values of `width` bytes takes exactly `bytes`, without a product that could overflow.
bool takes_bytes(const std::vector<std::size_t>& shape, std::size_t width, std::size_t bytes) {
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end())
    return bytes == 0;
  std::size_t total = width;
  for (const std::size_t extent : shape) {
    if (total > bytes / extent)
      return false;
    total *= extent;
  }
  return total == bytes;
}

Result<StoredTensor> read_tensor(const std::string& name, const json& entry, std::span<const std::uint8_t> data) {
  const std::string what = "tensor " + name + " ";
  if (!entry.is_object())
    return invalid_file(what + "is not described by an object");
  for (const auto& field : entry.items()) {
    const bool known = field.key() == "dtype" || field.key() == "shape" || field.key() == "data_offsets";
    if (!known)
      return invalid_file(what + "has a field \"" + field.key() + "\" that the format does not know");
  }
  const auto dtype = entry.find("dtype");
  const auto* dtype_name = dtype == entry.end() ? nullptr : dtype->get_ptr<const json::string_t*>();
  const auto width = dtype_name == nullptr ? std::nullopt : dtype_bytes(*dtype_name);
  if (!width)
    return invalid_file(what + "has no dtype that the format knows");
  auto shape = read_numbers(entry, "shape", 8);
  if (!shape)
    return invalid_file(what + "has no shape of at most 8 whole numbers");
  const auto offsets = read_numbers(entry, "data_offsets", 2);
  if (!offsets || offsets->size() != 2)
    return invalid_file(what + "has no data_offsets of two whole numbers");
  const std::size_t begin = (*offsets)[0], end = (*offsets)[1];
  if (begin > end)
    return invalid_file(what + "ends before it begins");
  if (end > data.size()) {
    return invalid_file(what + "ends at byte " + std::to_string(end) + " of the data, which end at byte " +
                        std::to_string(data.size()));
  }
  if (!takes_bytes(*shape, *width, end - begin))
    return invalid_file(what + "has offsets that do not fit its shape");
  return StoredTensor{*dtype_name, std::move(*shape), data.subspan(begin, end - begin)};
}

Result<std::map<std::string, std::string>> read_metadata(const json& header) {
  std::map<std::string, std::string> metadata;
  const auto found = header.find("__metadata__");
  if (found == header.end())
    return metadata;
  if (!found->is_object())
    return invalid_file("__metadata__ is not an object");
  for (const auto& item : found->items()) {
    const auto* text = item.value().get_ptr<const json::string_t*>();
    if (text == nullptr)
      return invalid_file("__metadata__ entry " + item.key() + " is not a string");
    metadata.emplace(item.key(), *text);
  }
  return metadata;
}

/// The tensors in the order of their data must follow each other from the first byte to the last.
Result<void> check_tiling(const Safetensors& file, std::span<const std::uint8_t> data, std::size_t data_offset) {
  using Entry = std::pair<std::span<const std::uint8_t>, std::string_view>;
  std::vector<Entry> entries;
  for (const auto& [name, tensor] : file.tensors)
    entries.emplace_back(tensor.bytes, name);
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.first.data() != b.first.data() ? a.first.data() < b.first.data() : a.first.size() < b.first.size();
  });
  std::size_t next = 0;
  for (const auto& [bytes, name] : entries) {
    const auto begin = static_cast<std::size_t>(bytes.data() - data.data());
    if (begin != next) {
      return invalid_file(
          "tensor " + std::string(name) + (begin < next ? " overlaps another" : " leaves a gap before it"),
          data_offset + begin);
    }
    next += bytes.size();
  }
  if (next != data.size())
    return invalid_file("holds bytes that belong to no tensor", data_offset + next);
  return {};
}

}  // namespace

std::optional<std::size_t> dtype_bytes(std::string_view dtype) {
  struct Width {
    std::string_view dtype;
    std::size_t bytes;
  };
  constexpr Width kWidths[] = {{"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1},
                               {"I16", 2},  {"U16", 2}, {"F16", 2}, {"BF16", 2},    {"I32", 4},
                               {"U32", 4},  {"F32", 4}, {"I64", 8}, {"U64", 8},     {"F64", 8}};
  for (const Width& width : kWidths) {
    if (width.dtype == dtype)
      return width.bytes;
  }
  return std::nullopt;
}

Result<Safetensors> parse_safetensors(std::span<const std::uint8_t> bytes) {
  const auto length = header_length(bytes);
  if (!length)
    return tl::unexpected<Error>(length.error());
  const auto* text = reinterpret_cast<const char*>(bytes.data() + kLengthBytes);
  const auto header = parse_bounded_json({text, *length}, ErrorCode::InvalidWeightFile, "weight file: the header");
  if (!header)
    return tl::unexpected<Error>(header.error());
  if (!header->is_object())
    return invalid_file("the header is not an object", kLengthBytes);
  Safetensors file;
  auto metadata = read_metadata(*header);
  if (!metadata)
    return tl::unexpected<Error>(metadata.error());
  file.metadata = std::move(*metadata);
  const auto data = bytes.subspan(kLengthBytes + *length);
  for (const auto& item : header->items()) {
    if (item.key() == "__metadata__")
      continue;
    auto tensor = read_tensor(item.key(), item.value(), data);
    if (!tensor)
      return tl::unexpected<Error>(tensor.error());
    file.tensors.emplace(item.key(), std::move(*tensor));
  }
  if (auto tiling = check_tiling(file, data, kLengthBytes + *length); !tiling) {
    return tl::unexpected<Error>(tiling.error());
  }
  return file;
}

}  // namespace leadwise::nn
