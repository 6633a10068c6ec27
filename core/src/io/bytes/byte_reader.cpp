#include "bytes/byte_reader.hpp"

#include <algorithm>
#include <cstring>

#include "text/text_lines.hpp"

namespace leadwise::io {

ByteReader::ByteReader(std::span<const std::uint8_t> bytes, ByteOrder order, std::string what, std::uint64_t base)
    : bytes_(bytes), order_(order), what_(std::move(what)), base_(base) {}

void ByteReader::fail_at(std::string_view field, std::uint64_t wanted) {
  if (failure_)
    return;
  failure_ = Error{ErrorCode::TruncatedData,
                   what_ + ": " + std::string(field) + " needs " + std::to_string(wanted) + " bytes, " +
                       std::to_string(remaining()) + " are left",
                   offset()};
}

std::span<const std::uint8_t> ByteReader::take(std::uint64_t size, std::string_view field) {
  if (failure_ || size > remaining()) {
    fail_at(field, size);
    return {};
  }
  const auto taken = bytes_.subspan(position_, static_cast<std::size_t>(size));
  position_ += taken.size();
  return taken;
}

std::uint64_t ByteReader::number(unsigned size, std::string_view field) {
  const auto taken = take(size, field);
  return taken.empty() ? 0 : load_unsigned(taken.data(), size, order_);
}

float ByteReader::f32(std::string_view field) {
  const std::uint32_t bits = u32(field);
  float value = 0.0F;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

double ByteReader::f64(std::string_view field) {
  const std::uint64_t bits = u64(field);
  double value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::string_view ByteReader::text(std::uint64_t size, std::string_view field) {
  const std::string_view all = as_text(take(size, field));
  return trim(all.substr(0, all.find('\0')));
}

void ByteReader::seek(std::uint64_t position, std::string_view field) {
  if (failure_)
    return;
  if (position > bytes_.size()) {
    failure_ = Error{ErrorCode::TruncatedData,
                     what_ + ": " + std::string(field) + " lies at byte " + std::to_string(base_ + position) +
                         ", behind the end at " + std::to_string(base_ + bytes_.size()),
                     offset()};
    return;
  }
  position_ = static_cast<std::size_t>(position);
}

Result<void> ByteReader::status() const {
  if (failure_)
    return tl::unexpected(*failure_);
  return {};
}

}  // namespace leadwise::io
