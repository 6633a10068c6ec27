#include "shards/tar_member.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace leadwise::training {
namespace {

// Fields of a ustar head: where they begin and how long they are.
struct Field {
  std::size_t at, bytes;
};
constexpr Field kName{0, 100}, kMode{100, 8}, kOwner{108, 8}, kGroup{116, 8}, kSize{124, 12}, kTime{136, 12},
    kChecksum{148, 8}, kKind{156, 1}, kUstarMagic{257, 8};

void put_text(std::span<std::uint8_t> head, Field field, std::string_view text) {
  std::memcpy(head.data() + field.at, text.data(), std::min(field.bytes, text.size()));
}

/// Octal digits with leading zeros and a zero byte behind them.
void put_octal(std::span<std::uint8_t> head, Field field, std::uint64_t value) {
  char text[24];
  const int digits = static_cast<int>(field.bytes) - 1;
  std::snprintf(text, sizeof text, "%0*llo", digits, static_cast<unsigned long long>(value));
  put_text(head, field, {text, field.bytes - 1});
}

std::optional<std::uint64_t> octal_in(std::span<const std::uint8_t> head, Field field) {
  std::uint64_t value = 0;
  bool any = false;
  for (std::size_t i = field.at; i < field.at + field.bytes && head[i] >= '0' && head[i] <= '7'; ++i) {
    value = value * 8 + (head[i] - '0');
    any = true;
  }
  return any ? std::optional(value) : std::nullopt;
}

/// Sum of all bytes, those of the checksum's own field taken for blanks.
std::uint64_t checksum_of(std::span<const std::uint8_t> head) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const bool own = i >= kChecksum.at && i < kChecksum.at + kChecksum.bytes;
    sum += own ? std::uint64_t{' '} : head[i];
  }
  return sum;
}

}  // namespace

std::uint64_t tar_member_bytes(std::uint64_t content_bytes) {
  return kTarBlockBytes + (content_bytes + kTarBlockBytes - 1) / kTarBlockBytes * kTarBlockBytes;
}

void append_tar_head(std::vector<std::uint8_t>& tar, std::string_view name, std::uint64_t content_bytes) {
  std::array<std::uint8_t, kTarBlockBytes> head{};
  put_text(head, {kName.at, kName.bytes - 1}, name);
  put_octal(head, kMode, 0644);
  put_octal(head, kOwner, 0);
  put_octal(head, kGroup, 0);
  put_octal(head, kSize, content_bytes);
  put_octal(head, kTime, 0);
  put_text(head, kKind, "0");
  put_text(head, kUstarMagic, {"ustar\00000", kUstarMagic.bytes});
  put_octal(head, {kChecksum.at, kChecksum.bytes - 1}, checksum_of(head));
  head[kChecksum.at + kChecksum.bytes - 1] = ' ';
  tar.insert(tar.end(), head.begin(), head.end());
}

void pad_tar_block(std::vector<std::uint8_t>& tar) {
  tar.resize((tar.size() + kTarBlockBytes - 1) / kTarBlockBytes * kTarBlockBytes);
}

std::optional<TarHead> parse_tar_head(std::span<const std::uint8_t, kTarBlockBytes> block) {
  const auto sum = octal_in(block, kChecksum);
  const auto bytes = octal_in(block, kSize);
  if (!sum || !bytes || *sum != checksum_of(block))
    return std::nullopt;
  const auto* name = reinterpret_cast<const char*>(block.data());
  return TarHead{std::string(name, strnlen(name, kName.bytes)), *bytes};
}

}  // namespace leadwise::training
