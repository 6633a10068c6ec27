#include "matlab/matlab4.hpp"

#include <array>

#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kFixedBytes = 20;
constexpr std::uint32_t kLongestName4 = 64;

// The name ends in a zero byte that its length counts.
std::optional<std::string> read_name(std::span<const std::uint8_t> bytes) {
  std::string name;
  for (const std::uint8_t byte : bytes.first(bytes.size() - 1)) {
    if (byte <= ' ' || byte > '~')
      return std::nullopt;
    name.push_back(static_cast<char>(byte));
  }
  return bytes.back() == 0 && !name.empty() ? std::optional(name) : std::nullopt;
}

// The digit for the precision in the type word.
std::optional<NumberType> number_type(std::uint32_t precision, ByteOrder order) {
  constexpr std::array kTypes = {NumberType{NumberKind::real, 8, {}},
                                 NumberType{NumberKind::real, 4, {}},
                                 NumberType{NumberKind::signed_integer, 4, {}},
                                 NumberType{NumberKind::signed_integer, 2, {}},
                                 NumberType{NumberKind::unsigned_integer, 2, {}},
                                 NumberType{NumberKind::unsigned_integer, 1, {}}};
  if (precision >= kTypes.size())
    return std::nullopt;
  NumberType type = kTypes[precision];
  type.order = order;
  return type;
}

// The type word reads MOPT in decimal: machine (0 little-endian, 1 big-endian), 0, precision, kind.
std::optional<Matlab4Header> read_header(std::span<const std::uint8_t> bytes, ByteOrder order) {
  ByteReader reader(bytes, order, "MATLAB level 4");
  const std::uint32_t type_word = reader.u32("type");
  Matlab4Header header;
  header.rows = reader.u32("rows");
  header.columns = reader.u32("columns");
  const std::uint32_t imaginary = reader.u32("imaginary part");
  const std::uint32_t name_length = reader.u32("name length");
  const std::uint32_t machine = type_word / 1000, kind = type_word % 10;
  const auto type = number_type(type_word % 1000 / 10, order);
  if (machine != (order == ByteOrder::big ? 1U : 0U) || !type || kind > 2 || imaginary > 1)
    return std::nullopt;
  if (reader.failed() || name_length < 2 || name_length > kLongestName4 || reader.remaining() < name_length)
    return std::nullopt;
  const auto name = read_name(reader.take(name_length, "name"));
  if (!name)
    return std::nullopt;
  header.kind = static_cast<Matlab4Kind>(kind);
  header.type = *type;
  header.complex_numbers = imaginary == 1;
  header.name = *name;
  header.data_offset = kFixedBytes + name_length;
  return header;
}

// A text's rows, none of too many; its codes are stored as numbers of any type.
std::vector<std::string> read_rows(const Matlab4Header& header, std::span<const std::uint8_t> data) {
  if (header.rows > kMostTexts)
    return {};
  std::vector<std::string> rows(header.columns == 0 ? 0 : header.rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t column = 0; column < header.columns; ++column) {
      const double code = load_number(data.data() + (column * header.rows + i) * header.type.bytes, header.type);
      rows[i].push_back(code > 0.0 && code < 128.0 ? static_cast<char>(code) : '?');
    }
    rows[i] = std::string(trim(rows[i]));
  }
  return rows;
}

void add_variable(const Matlab4Header& header, std::span<const std::uint8_t> data, std::uint64_t offset,
                  ArrayFile& arrays) {
  if (header.kind == Matlab4Kind::sparse || header.complex_numbers) {
    arrays.left_out.push_back({header.name, header.complex_numbers ? "complex numbers" : "a sparse matrix"});
    return;
  }
  ArrayVariable variable;
  variable.name = header.name;
  variable.offset = offset;
  variable.holds_texts = header.kind == Matlab4Kind::text;
  if (variable.holds_texts) {
    variable.texts = read_rows(header, data);
  } else {
    variable.shape = {header.rows, header.columns};
    variable.type = header.type;
    variable.numbers = data;
  }
  arrays.variables.push_back(std::move(variable));
}

}  // namespace

std::optional<Matlab4Header> read_matlab4_matrix_header(std::span<const std::uint8_t> bytes) {
  auto header = read_header(bytes, ByteOrder::little);
  return header ? header : read_header(bytes, ByteOrder::big);
}

std::optional<Matlab4Header> read_matlab4_header(std::span<const std::uint8_t> bytes) {
  auto header = read_header(bytes, ByteOrder::little);
  return header && header->kind == Matlab4Kind::numbers && !header->complex_numbers ? header : std::nullopt;
}

Result<ArrayFile> read_matlab4_arrays(const FileBytes& file) {
  ArrayFile arrays;
  arrays.what = "the MATLAB level 4 file";
  ByteReader reader(file.bytes, ByteOrder::little, "MATLAB level 4 file");
  while (reader.remaining() > 0) {
    const std::uint64_t offset = reader.offset();
    if (arrays.variables.size() + arrays.left_out.size() == kMostArrays)
      return fail(ErrorCode::TooLarge, "MATLAB level 4 file: it holds more than 131072 matrices", offset);
    const auto header = read_matlab4_matrix_header(file.bytes.subspan(reader.position()));
    if (!header) {
      return fail(ErrorCode::InvalidHeader,
                  "MATLAB level 4 file: what begins here is no matrix (" + std::to_string(reader.remaining()) +
                      " bytes are left)",
                  offset);
    }
    constexpr std::uint64_t kMostNumbers = std::uint64_t{1} << 40U;
    const std::uint64_t numbers = std::uint64_t{header->rows} * header->columns;
    if (numbers > kMostNumbers)
      return fail(ErrorCode::TooLarge, "MATLAB level 4 file: the matrix " + quoted(header->name) + " is too large",
                  offset);
    reader.skip(header->data_offset, "matrix header");
    const auto data = reader.take(numbers * header->type.bytes * (header->complex_numbers ? 2 : 1), header->name);
    if (auto status = reader.status(); !status)
      return tl::unexpected(status.error());
    add_variable(*header, data, offset, arrays);
  }
  return arrays;
}

}  // namespace leadwise::io
