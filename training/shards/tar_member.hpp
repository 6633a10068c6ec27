#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadwise::training {

/// A tar file is made of blocks of this many bytes.
inline constexpr std::size_t kTarBlockBytes = 512;
/// Two blocks of zeros end a tar file.
inline constexpr std::size_t kTarEndBytes = 2 * kTarBlockBytes;

/// What a member's head says (POSIX.1-1988 ustar).
struct TarHead {
  std::string name;
  std::uint64_t bytes = 0;
};

/// Bytes that a member takes in the file: its head, and its content up to the next whole block.
std::uint64_t tar_member_bytes(std::uint64_t content_bytes);

/// Appends a member's head. Neither time nor owner is told, so that equal content makes equal files. `name` is at most
/// 99 bytes.
void append_tar_head(std::vector<std::uint8_t>& tar, std::string_view name, std::uint64_t content_bytes);

/// Appends zeros up to the next whole block.
void pad_tar_block(std::vector<std::uint8_t>& tar);

/// Reads a member's head; nullopt where the block is none (its own checksum is wrong).
std::optional<TarHead> parse_tar_head(std::span<const std::uint8_t, kTarBlockBytes> block);

}  // namespace leadwise::training
