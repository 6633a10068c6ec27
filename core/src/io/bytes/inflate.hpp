#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// How deflated bytes are wrapped: bare (RFC 1951: zip, DICOM), zlib (RFC 1950: MATLAB 5) or gzip (RFC 1952).
enum class DeflateWrapping : std::uint8_t { bare, zlib, gzip };

struct Inflated {
  std::vector<std::uint8_t> bytes;
  /// How many bytes of the input that took; what lies behind is not compressed data.
  std::size_t consumed = 0;
};

/// Unpacks one deflated stream. Memory grows with what comes out, never on a header's word, and stops at `most_bytes`.
/// `what` names the part in messages; `offset` is its place in the file. Errors: TooLarge, TruncatedData, InvalidHeader
/// (damaged stream), ChecksumMismatch (where the wrapping has a checksum), OutOfMemory.
Result<Inflated> inflate_bytes(std::span<const std::uint8_t> bytes, DeflateWrapping wrapping, std::size_t most_bytes,
                               std::string_view what, std::uint64_t offset = 0);

}  // namespace leadwise::io
