#pragma once

#include <cstdint>
#include <string_view>

namespace leadwise::training {

/// FNV-1a, 64 bits (Fowler, Noll, Vo). Goes on from the hash of what came before.
constexpr std::uint64_t text_hash(std::string_view text, std::uint64_t before = 14695981039346656037ULL) {
  std::uint64_t hash = before;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

}  // namespace leadwise::training
