#include "zip_files.hpp"

#include <algorithm>

#include <zlib.h>

namespace leadwise::test {
namespace {

void put(Bytes& bytes, std::size_t at, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    bytes[at + i] = i < sizeof value ? static_cast<std::uint8_t>(value >> (8 * i)) : std::uint8_t{0};
}

void append(Bytes& bytes, std::uint64_t value, std::size_t size) {
  bytes.resize(bytes.size() + size);
  put(bytes, bytes.size() - size, value, size);
}

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

Bytes deflate_with(const Bytes& bytes, int window_bits) {
  z_stream stream{};
  constexpr int kMemoryLevel = 8;
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, kMemoryLevel, Z_DEFAULT_STRATEGY);
  Bytes packed(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 32);
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// What an entry's own header and its line in the directory have in common.
Bytes common_fields(const ZipMember& member, const Bytes& packed) {
  Bytes fields;
  append(fields, 0, 2);
  append(fields, member.deflated ? 8 : 0, 2);
  append(fields, 0, 4);
  append(fields, crc32(0, member.bytes.data(), static_cast<uInt>(member.bytes.size())), 4);
  append(fields, packed.size(), 4);
  append(fields, member.bytes.size(), 4);
  append(fields, member.name.size(), 2);
  append(fields, 0, 2);
  return fields;
}

// Where the directory's line of an entry begins.
std::size_t line_at(const Bytes& zip, std::size_t entry) {
  constexpr std::uint8_t kMark[] = {0x50, 0x4B, 0x01, 0x02};
  auto found = zip.begin();
  for (std::size_t i = 0; i <= entry; ++i)
    found = std::search(i == 0 ? found : found + 1, zip.end(), std::begin(kMark), std::end(kMark));
  return static_cast<std::size_t>(found - zip.begin());
}

}  // namespace

Bytes gzip_of(const Bytes& bytes) { return deflate_with(bytes, MAX_WBITS + 16); }

Bytes deflated(const Bytes& bytes) { return deflate_with(bytes, -MAX_WBITS); }

Bytes zlib_of(const Bytes& bytes) { return deflate_with(bytes, MAX_WBITS); }

Bytes zip_of(const std::vector<ZipMember>& members) {
  Bytes zip, directory;
  for (const ZipMember& member : members) {
    const Bytes packed = member.deflated ? deflated(member.bytes) : member.bytes;
    const Bytes fields = common_fields(member, packed);
    append(directory, 0x02014B50, 4);
    append(directory, 20, 2);
    append(directory, 20, 2);
    append(directory, fields);
    append(directory, 0, 10);
    append(directory, zip.size(), 4);
    append(directory, bytes_of(member.name));
    append(zip, 0x04034B50, 4);
    append(zip, 20, 2);
    append(zip, fields);
    append(zip, bytes_of(member.name));
    append(zip, packed);
  }
  const std::size_t directory_at = zip.size();
  append(zip, directory);
  append(zip, 0x06054B50, 4);
  append(zip, 0, 4);
  append(zip, members.size(), 2);
  append(zip, members.size(), 2);
  append(zip, directory.size(), 4);
  append(zip, directory_at, 4);
  append(zip, 0, 2);
  return zip;
}

void set_zip_header_offset(Bytes& zip, std::size_t entry, std::uint32_t offset) {
  put(zip, line_at(zip, entry) + 42, offset, 4);
}

void set_zip_unpacked_size(Bytes& zip, std::size_t entry, std::uint32_t size) {
  put(zip, line_at(zip, entry) + 24, size, 4);
}

void set_zip_flags(Bytes& zip, std::size_t entry, std::uint16_t flags) { put(zip, line_at(zip, entry) + 8, flags, 2); }

void set_zip_method(Bytes& zip, std::size_t entry, std::uint16_t method) {
  put(zip, line_at(zip, entry) + 10, method, 2);
}

}  // namespace leadwise::test
