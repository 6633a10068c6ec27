#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "leadwise/sha256.hpp"

namespace leadwise::training {

/// FNV-1a, 64 bits (Fowler, Noll, Vo). Goes on from the hash of what came before.
constexpr std::uint64_t text_hash(std::string_view text, std::uint64_t before = 14695981039346656037ULL) {
  std::uint64_t hash = before;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// SHA-256 of a text's bytes, in hexadecimal digits: for what is written down.
inline std::string text_sha256(std::string_view text) {
  return sha256_hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace leadwise::training
