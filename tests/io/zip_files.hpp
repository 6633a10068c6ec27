#pragma once

#include <string>
#include <vector>

#include "record_files.hpp"

namespace leadwise::test {

struct ZipMember {
  std::string name;
  Bytes bytes;
  bool deflated = true;
};

Bytes gzip_of(const Bytes& bytes);
Bytes zip_of(const std::vector<ZipMember>& members);
/// A bare deflated stream (RFC 1951), and one in zlib's wrapping (RFC 1950).
Bytes deflated(const Bytes& bytes);
Bytes zlib_of(const Bytes& bytes);

// Damage in the line of one entry in the central directory.
void set_zip_header_offset(Bytes& zip, std::size_t entry, std::uint32_t offset);
void set_zip_unpacked_size(Bytes& zip, std::size_t entry, std::uint32_t size);
void set_zip_flags(Bytes& zip, std::size_t entry, std::uint16_t flags);
void set_zip_method(Bytes& zip, std::size_t entry, std::uint16_t method);

}  // namespace leadwise::test
