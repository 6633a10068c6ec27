#include "philips/lzw.hpp"

#include <array>
#include <string>

namespace leadwise::io {
namespace {

constexpr unsigned kCodeBits = 10;
constexpr std::uint16_t kEndCode = (1U << kCodeBits) - 1;
constexpr std::uint16_t kFirstString = 256;

/// Strings as their last byte and the string before it.
class StringTable {
 public:
  StringTable() {
    for (std::uint16_t code = 0; code < kFirstString; ++code)
      entries_[code] = {code, 1, static_cast<std::uint8_t>(code), static_cast<std::uint8_t>(code)};
  }

  bool has(std::uint16_t code) const { return code < next_; }
  bool is_next(std::uint16_t code) const { return code == next_; }
  std::uint8_t first_byte(std::uint16_t code) const { return entries_[code].first; }

  void add(std::uint16_t prefix, std::uint8_t last) {
    if (next_ == kEndCode)
      return;
    const auto length = static_cast<std::uint16_t>(entries_[prefix].length + 1);
    entries_[next_++] = {prefix, length, entries_[prefix].first, last};
  }

  /// The string of a code, written from its end.
  void append(std::uint16_t code, std::vector<std::uint8_t>& bytes) const {
    const std::size_t start = bytes.size();
    bytes.resize(start + entries_[code].length);
    for (std::size_t at = bytes.size(); at > start; code = entries_[code].prefix)
      bytes[--at] = entries_[code].last;
  }

 private:
  struct Entry {
    std::uint16_t prefix;
    std::uint16_t length;
    std::uint8_t first;
    std::uint8_t last;
  };

  std::array<Entry, kEndCode> entries_{};
  std::uint16_t next_ = kFirstString;
};

class CodeReader {
 public:
  explicit CodeReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  /// The next code; the end code where no whole one is left.
  std::uint16_t next() {
    while (bit_count_ < kCodeBits) {
      if (position_ == bytes_.size())
        return kEndCode;
      bits_ = bits_ << 8U | bytes_[position_++];
      bit_count_ += 8;
    }
    bit_count_ -= kCodeBits;
    return static_cast<std::uint16_t>(bits_ >> bit_count_ & kEndCode);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t position_ = 0;
  std::uint32_t bits_ = 0;
  unsigned bit_count_ = 0;
};

std::string counted(std::string_view what, std::size_t found, std::size_t wanted) {
  return std::string(what) + ": " + std::to_string(found) + " bytes unpacked, " + std::to_string(wanted) + " expected";
}

}  // namespace

Result<std::vector<std::uint8_t>> unpack_lzw(std::span<const std::uint8_t> packed, std::size_t size,
                                             std::string_view what, std::uint64_t offset) {
  StringTable strings;
  CodeReader codes(packed);
  std::vector<std::uint8_t> bytes;
  std::uint16_t previous = kEndCode;
  for (std::uint16_t code = codes.next(); code != kEndCode; code = codes.next()) {
    const bool repeats = strings.is_next(code) && previous != kEndCode;
    if (!strings.has(code) && !repeats)
      return fail(ErrorCode::InvalidSample,
                  std::string(what) + ": LZW code " + std::to_string(code) + " is not defined", offset);
    if (previous != kEndCode)
      strings.add(previous, strings.first_byte(repeats ? previous : code));
    strings.append(code, bytes);
    if (bytes.size() > size)
      return fail(ErrorCode::InvalidHeader, counted(what, bytes.size(), size), offset);
    previous = code;
  }
  if (bytes.size() < size)
    return fail(ErrorCode::TruncatedData, counted(what, bytes.size(), size), offset);
  return bytes;
}

}  // namespace leadwise::io
