#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::io {

enum class ByteOrder : std::uint8_t { little, big };

/// Walks through bytes and reads numbers, never past the end. A read that would pass the end gives 0 (or nothing) and
/// leaves the reader failed, at the place and with the field where that happened first: take what belongs together, then
/// ask status() before any of it is used.
class ByteReader {
 public:
  /// `what` names the file or part in messages, e.g. "SCP-ECG section 3". Offsets in errors are `base` + position.
  ByteReader(std::span<const std::uint8_t> bytes, ByteOrder order, std::string what, std::uint64_t base = 0);

  std::uint8_t u8(std::string_view field) { return static_cast<std::uint8_t>(number(1, field)); }
  std::uint16_t u16(std::string_view field) { return static_cast<std::uint16_t>(number(2, field)); }
  std::uint32_t u24(std::string_view field) { return static_cast<std::uint32_t>(number(3, field)); }
  std::uint32_t u32(std::string_view field) { return static_cast<std::uint32_t>(number(4, field)); }
  std::uint64_t u64(std::string_view field) { return number(8, field); }
  std::int8_t i8(std::string_view field) { return static_cast<std::int8_t>(u8(field)); }
  std::int16_t i16(std::string_view field) { return static_cast<std::int16_t>(u16(field)); }
  std::int32_t i32(std::string_view field) { return static_cast<std::int32_t>(u32(field)); }
  float f32(std::string_view field);
  double f64(std::string_view field);

  /// The next `size` bytes; empty, and the reader failed, where fewer are left.
  std::span<const std::uint8_t> take(std::uint64_t size, std::string_view field);
  /// The next `size` bytes as characters, up to the first zero byte, blanks at both ends left out.
  std::string_view text(std::uint64_t size, std::string_view field);
  void skip(std::uint64_t size, std::string_view field) { static_cast<void>(take(size, field)); }
  /// Goes to `position`, counted from the first byte.
  void seek(std::uint64_t position, std::string_view field);

  std::size_t position() const { return position_; }
  std::size_t remaining() const { return bytes_.size() - position_; }
  std::size_t size() const { return bytes_.size(); }
  /// The place in the file, for errors.
  std::uint64_t offset() const { return base_ + position_; }
  ByteOrder order() const { return order_; }
  void set_order(ByteOrder order) { order_ = order; }
  bool failed() const { return failure_.has_value(); }
  /// Errors: TruncatedData, with the field and the place.
  Result<void> status() const;

 private:
  std::uint64_t number(unsigned size, std::string_view field);
  void fail_at(std::string_view field, std::uint64_t wanted);

  std::span<const std::uint8_t> bytes_;
  ByteOrder order_;
  std::string what_;
  std::uint64_t base_;
  std::size_t position_ = 0;
  std::optional<Error> failure_;
};

/// An integer of `size` (1 to 8) bytes at `bytes`, for loops over samples whose bounds are checked already.
inline std::uint64_t load_unsigned(const std::uint8_t* bytes, unsigned size, ByteOrder order) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < size; ++i)
    value = value << 8U | bytes[order == ByteOrder::big ? i : size - 1 - i];
  return value;
}

/// The same, its highest bit the sign.
inline std::int64_t load_signed(const std::uint8_t* bytes, unsigned size, ByteOrder order) {
  const std::uint64_t sign = std::uint64_t{1} << (8 * size - 1);
  return static_cast<std::int64_t>((load_unsigned(bytes, size, order) ^ sign) - sign);
}

}  // namespace leadwise::io
