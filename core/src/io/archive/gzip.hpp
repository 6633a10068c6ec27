#pragma once

#include <cstddef>
#include <span>

#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

bool is_gzip(std::span<const std::uint8_t> bytes);

/// The one file inside a gzip file (RFC 1952), its members joined, named like the archive without ".gz". Errors: as
/// unpack_archive.
Result<FileContent> unpack_gzip(const FileBytes& file, std::size_t most_bytes);

}  // namespace leadwise::io
