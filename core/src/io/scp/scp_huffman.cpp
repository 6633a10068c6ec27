#include "scp/scp_huffman.hpp"

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint16_t kDefaultTable = 19999;
constexpr std::size_t kCodeBytes = 9;
constexpr unsigned kMostPrefixBits = 32;
constexpr unsigned kMostValueBits = 16;

// Small values have short codes: a run of ones as long as the value, a zero, the sign. Two codes of ten ones at most are
// followed by the value itself.
ScpHuffmanTable default_table() {
  ScpHuffmanTable table;
  table.add(0, 1, {ScpCode::Meaning::value, 0, 0});
  for (unsigned size = 1; size <= 8; ++size) {
    const std::uint32_t ones = (1U << size) - 1;
    const auto value = static_cast<std::int16_t>(size);
    table.add(ones, size + 2, {ScpCode::Meaning::value, 0, value});
    table.add(ones | 1U << (size + 1), size + 2, {ScpCode::Meaning::value, 0, static_cast<std::int16_t>(-value)});
  }
  table.add(0x1FF, 10, {ScpCode::Meaning::bits_follow, 8, 0});
  table.add(0x3FF, 10, {ScpCode::Meaning::bits_follow, 16, 0});
  return table;
}

struct CodeFields {
  unsigned prefix_bits = 0;
  unsigned entire_bits = 0;
  unsigned mode = 0;
  std::int16_t base_value = 0;
  std::uint32_t prefix = 0;
};

Result<ScpCode> code_of(const CodeFields& fields, const std::string& what, std::uint64_t offset) {
  if (fields.prefix_bits < 1 || fields.prefix_bits > kMostPrefixBits || fields.mode > 1)
    return fail(
        ErrorCode::InvalidHeader,
        what + ": " + std::to_string(fields.prefix_bits) + " bits of prefix, mode " + std::to_string(fields.mode),
        offset);
  if (fields.mode == 0)
    return ScpCode{ScpCode::Meaning::switch_table, 0, fields.base_value};
  if (fields.entire_bits == fields.prefix_bits)
    return ScpCode{ScpCode::Meaning::value, 0, fields.base_value};
  if (fields.entire_bits < fields.prefix_bits)
    return fail(ErrorCode::InvalidHeader,
                what + ": the entire code has " + std::to_string(fields.entire_bits) + " bits, its prefix " +
                    std::to_string(fields.prefix_bits),
                offset);
  const unsigned value_bits = fields.entire_bits - fields.prefix_bits;
  // Whether the base value would be added to the bits that follow is understood differently by different readers.
  if (value_bits > kMostValueBits || fields.base_value != 0)
    return fail(ErrorCode::UnsupportedFormat,
                what + ": " + std::to_string(value_bits) + " bits follow a prefix with base value " +
                    std::to_string(fields.base_value),
                offset);
  return ScpCode{ScpCode::Meaning::bits_follow, static_cast<std::uint8_t>(value_bits), 0};
}

Result<void> read_code(ByteReader& reader, const std::string& what, ScpHuffmanTable& table) {
  const std::uint64_t offset = reader.offset();
  CodeFields fields;
  fields.prefix_bits = reader.u8("bits of prefix");
  fields.entire_bits = reader.u8("bits of entire code");
  fields.mode = reader.u8("table mode switch");
  fields.base_value = reader.i16("base value");
  fields.prefix = reader.u32("base code");
  if (auto status = reader.status(); !status)
    return status;
  const auto code = code_of(fields, what, offset);
  if (!code)
    return tl::unexpected(code.error());
  if (!table.add(fields.prefix, fields.prefix_bits, *code))
    return fail(ErrorCode::InvalidHeader, what + ": one code begins with another", offset);
  return {};
}

Result<ScpHuffmanTable> read_table(ByteReader& reader, std::uint16_t number) {
  const std::string what = "SCP-ECG section 2, table " + std::to_string(number);
  const std::uint16_t codes = reader.u16("number of codes");
  if (std::uint64_t{codes} * kCodeBytes > reader.remaining())
    return fail(ErrorCode::TruncatedData, what + ": " + std::to_string(codes) + " codes do not fit into the section",
                reader.offset());
  ScpHuffmanTable table;
  for (std::uint16_t i = 0; i < codes; ++i) {
    if (auto read = read_code(reader, what, table); !read)
      return tl::unexpected(read.error());
  }
  return table;
}

/// Walks bits from the highest of each byte.
class BitReader {
 public:
  explicit BitReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint64_t left() const { return std::uint64_t{bytes_.size()} * 8 - position_; }
  std::uint64_t byte() const { return position_ / 8; }
  /// Only where one is left.
  unsigned take() {
    const unsigned value = bytes_[static_cast<std::size_t>(position_ / 8)];
    return value >> (7U - static_cast<unsigned>(position_++ % 8)) & 1U;
  }
  /// Two's complement; only where `bits` (1 to 16) are left.
  std::int16_t take_signed(unsigned bits) {
    std::int32_t value = take() != 0 ? -1 : 0;
    for (unsigned i = 1; i < bits; ++i)
      value = value * 2 + static_cast<std::int32_t>(take());
    return static_cast<std::int16_t>(value);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::uint64_t position_ = 0;
};

class HuffmanDecoder {
 public:
  HuffmanDecoder(std::span<const std::uint8_t> bytes, const ScpHuffmanTables& tables, const std::string& what,
                 std::uint64_t offset)
      : bits_(bytes), tables_(tables), what_(what), offset_(offset) {}

  Result<std::int16_t> next() {
    for (;;) {
      const auto code = next_code();
      if (!code)
        return tl::unexpected(code.error());
      if (code->meaning == ScpCode::Meaning::value)
        return code->value;
      if (code->meaning == ScpCode::Meaning::bits_follow)
        return bits_.left() < code->value_bits ? ended() : Result<std::int16_t>(bits_.take_signed(code->value_bits));
      if (code->value < 1 || static_cast<std::size_t>(code->value) > tables_.size())
        return fail(ErrorCode::InvalidHeader, what_ + " switches to Huffman table " + std::to_string(code->value),
                    offset_ + bits_.byte());
      table_ = static_cast<std::size_t>(code->value) - 1;
    }
  }

  std::uint64_t bits_left() const { return bits_.left(); }

 private:
  Result<ScpCode> next_code() {
    const ScpHuffmanTable& table = tables_[table_];
    std::size_t node = 0;
    while (bits_.left() > 0) {
      node = table.next(node, bits_.take());
      if (node == 0)
        return fail(ErrorCode::InvalidSample,
                    what_ + ": the bits are no code of Huffman table " + std::to_string(table_ + 1),
                    offset_ + bits_.byte());
      if (table.code(node))
        return *table.code(node);
    }
    return tl::unexpected(ended().error());
  }

  Result<std::int16_t> ended() const {
    return fail(ErrorCode::TruncatedData, what_ + " ends before its samples do", offset_ + bits_.byte());
  }

  BitReader bits_;
  const ScpHuffmanTables& tables_;
  const std::string& what_;
  std::uint64_t offset_;
  std::size_t table_ = 0;
};

}  // namespace

bool ScpHuffmanTable::add(std::uint32_t prefix, unsigned prefix_bits, const ScpCode& code) {
  std::size_t node = 0;
  for (unsigned i = 0; i < prefix_bits; ++i) {
    if (nodes_[node].code)
      return false;
    const std::size_t bit = prefix >> i & 1U;
    if (nodes_[node].children[bit] == 0) {
      nodes_[node].children[bit] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    node = nodes_[node].children[bit];
  }
  if (nodes_[node].code || nodes_[node].children[0] != 0 || nodes_[node].children[1] != 0)
    return false;
  nodes_[node].code = code;
  return true;
}

Result<ScpHuffmanTables> read_scp_huffman_tables(const ScpSection& section) {
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section 2", section.offset);
  const std::uint16_t count = reader.u16("number of tables");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (count == kDefaultTable)
    return ScpHuffmanTables{default_table()};
  ScpHuffmanTables tables;
  for (std::uint16_t i = 0; i < count; ++i) {
    auto table = read_table(reader, static_cast<std::uint16_t>(i + 1));
    if (!table)
      return tl::unexpected(table.error());
    tables.push_back(std::move(*table));
  }
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  return tables;
}

Result<ScpDecoded> decode_scp_huffman(std::span<const std::uint8_t> bytes, std::uint64_t count,
                                      const ScpHuffmanTables& tables, const std::string& what, std::uint64_t offset) {
  // No code is shorter than a bit.
  if (count > std::uint64_t{bytes.size()} * 8)
    return fail(ErrorCode::TruncatedData,
                what + ": " + std::to_string(count) + " samples are promised, " + std::to_string(bytes.size()) +
                    " bytes are there",
                offset);
  ScpDecoded decoded;
  decoded.values.reserve(static_cast<std::size_t>(count));
  HuffmanDecoder decoder(bytes, tables, what, offset);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto value = decoder.next();
    if (!value)
      return tl::unexpected(value.error());
    decoded.values.push_back(*value);
  }
  decoded.bits_left = decoder.bits_left();
  return decoded;
}

}  // namespace leadwise::io
