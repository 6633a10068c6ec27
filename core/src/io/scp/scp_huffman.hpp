#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// One code of a Huffman table: a prefix of bits stands for `value`, or is followed by the value itself in `value_bits`
/// bits (two's complement), or switches to the table number `value` (from 1).
struct ScpCode {
  enum class Meaning : std::uint8_t { value, bits_follow, switch_table };
  Meaning meaning = Meaning::value;
  std::uint8_t value_bits = 0;
  std::int16_t value = 0;
};

/// A Huffman table as a binary tree of its prefixes.
class ScpHuffmanTable {
 public:
  /// `prefix` holds the first bit sent in its lowest bit, as section 2 stores it. False where the prefix begins with
  /// another code's, or the other way round: such a table cannot be read in one way only.
  bool add(std::uint32_t prefix, unsigned prefix_bits, const ScpCode& code);

  /// The node behind `node` when the next bit is `bit`; 0 where no code begins so.
  std::size_t next(std::size_t node, unsigned bit) const { return nodes_[node].children[bit]; }
  const std::optional<ScpCode>& code(std::size_t node) const { return nodes_[node].code; }

 private:
  struct Node {
    std::array<std::uint32_t, 2> children{};
    std::optional<ScpCode> code;
  };
  std::vector<Node> nodes_{1};
};

/// The tables that a file's signals are coded with; the first is in force where a lead begins. Empty: not coded.
using ScpHuffmanTables = std::vector<ScpHuffmanTable>;

/// Section 2: its own tables, or for the number 19999 the table that the standard gives (EN 1064, 5.5 and annex C).
/// Errors: TruncatedData, InvalidHeader (a table that is no code), UnsupportedFormat (a base value beside bits that
/// follow, more than 16 bits that follow).
Result<ScpHuffmanTables> read_scp_huffman_tables(const ScpSection& section);

/// What was decoded of one lead.
struct ScpDecoded {
  std::vector<std::int16_t> values;
  /// Bits of the lead's data that were not used.
  std::uint64_t bits_left = 0;
};

/// Decodes `count` values. `what` and `offset` name the lead's data in errors: TruncatedData, InvalidSample (bits that
/// are no code), InvalidHeader (a switch to a table that is not there). `count` may not exceed the number of bits.
Result<ScpDecoded> decode_scp_huffman(std::span<const std::uint8_t> bytes, std::uint64_t count,
                                      const ScpHuffmanTables& tables, const std::string& what, std::uint64_t offset);

}  // namespace leadwise::io
