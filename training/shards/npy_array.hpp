#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Bytes of the head that append_npy_head writes.
inline constexpr std::size_t kNpyHeadBytes = 128;

/// Appends the head of a NumPy file (version 1.0) of shape (leads, samples), little-endian 16-bit integers, row by row.
void append_npy_head(std::vector<std::uint8_t>& file, std::size_t leads, std::size_t samples);

/// True where the file has the head that append_npy_head writes for this shape, and as many samples behind it.
bool is_npy_of(std::span<const std::uint8_t> file, std::size_t leads, std::size_t samples);

}  // namespace leadwise::training
