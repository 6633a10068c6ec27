#include "archive/zip.hpp"

#include <algorithm>
#include <string>

#include "archive/zip_name.hpp"
#include "bytes/byte_reader.hpp"
#include "bytes/crc32.hpp"
#include "bytes/inflate.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint32_t kEndMark = 0x06054B50, kDirectoryMark = 0x02014B50, kEntryMark = 0x04034B50;
constexpr std::size_t kEndBytes = 22, kLongestComment = 65535;
constexpr std::uint16_t kEncrypted = 1, kStored = 0, kDeflated = 8;
/// Stands for "see the zip64 field".
constexpr std::uint32_t kElsewhere = 0xFFFFFFFF;

/// Where the directory lies, as the record at the archive's end says.
struct ZipEnd {
  std::uint32_t entry_count = 0;
  std::uint64_t directory_bytes = 0;
  std::uint64_t directory_offset = 0;
  /// How many bytes stand in front of the archive that its places do not count.
  std::uint64_t front_bytes = 0;
};

std::string in_zip(const FileBytes& archive) { return "zip archive " + quoted(archive.name); }

std::string in_zip(const FileBytes& archive, const std::string& entry) {
  return in_zip(archive) + ", entry " + quoted(entry);
}

// The end record stands before a comment of any length: the last place that fits is the one.
std::optional<std::size_t> find_end_record(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kEndBytes)
    return std::nullopt;
  const std::size_t last = bytes.size() - kEndBytes;
  const std::size_t first = last > kLongestComment ? last - kLongestComment : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    const bool mark = load_unsigned(&bytes[at], 4, ByteOrder::little) == kEndMark;
    if (mark && at + kEndBytes + load_unsigned(&bytes[at + 20], 2, ByteOrder::little) <= bytes.size())
      return at;
  }
  return std::nullopt;
}

bool is_mark_at(std::span<const std::uint8_t> bytes, std::uint64_t at, std::uint32_t mark) {
  return at + 4 <= bytes.size() && load_unsigned(&bytes[static_cast<std::size_t>(at)], 4, ByteOrder::little) == mark;
}

// A program or other bytes may have been put in front of a whole archive: then the directory, which ends where the end
// record begins, is not where that says.
std::uint64_t uncounted_front_bytes(std::span<const std::uint8_t> bytes, const ZipEnd& end, std::uint64_t end_at) {
  const std::uint64_t directory_at = end_at - end.directory_bytes;
  const bool moved = end.entry_count > 0 && !is_mark_at(bytes, end.directory_offset, kDirectoryMark) &&
                     is_mark_at(bytes, directory_at, kDirectoryMark);
  return moved ? directory_at - end.directory_offset : 0;
}

Result<ZipEnd> read_end_record(const FileBytes& archive) {
  const auto at = find_end_record(archive.bytes);
  if (!at) {
    return fail(ErrorCode::TruncatedData, in_zip(archive) + ": it has no central directory; it was cut",
                archive.bytes.size());
  }
  ByteReader reader(archive.bytes, ByteOrder::little, in_zip(archive));
  reader.seek(*at + 4, "end record");
  const std::uint16_t disk = reader.u16("disk"), first_disk = reader.u16("first disk"), here = reader.u16("entries");
  ZipEnd end;
  end.entry_count = reader.u16("entries");
  end.directory_bytes = reader.u32("directory size");
  end.directory_offset = reader.u32("directory place");
  if (end.directory_offset == kElsewhere || end.entry_count == 0xFFFF)
    return fail(ErrorCode::UnsupportedFormat, in_zip(archive) + ": zip64 archives are not read", *at);
  if (disk != 0 || first_disk != 0 || here != end.entry_count)
    return fail(ErrorCode::UnsupportedFormat, in_zip(archive) + ": archives of several parts are not read", *at);
  if (end.directory_offset + end.directory_bytes > *at)
    return fail(ErrorCode::InvalidHeader, in_zip(archive) + ": the central directory overlaps its end", *at);
  end.front_bytes = uncounted_front_bytes(archive.bytes, end, *at);
  end.directory_offset += end.front_bytes;
  return end;
}

// Behind the entry's mark; its fields up to its comment.
ZipEntry read_entry(ByteReader& reader) {
  ZipEntry entry;
  entry.directory_offset = reader.offset();
  reader.skip(4, "versions");
  entry.flags = reader.u16("flags");
  entry.method = reader.u16("compression method");
  reader.skip(4, "time");
  entry.crc = reader.u32("checksum");
  entry.packed_bytes = reader.u32("packed size");
  entry.unpacked_bytes = reader.u32("unpacked size");
  const std::uint16_t name_bytes = reader.u16("name length"), extra_bytes = reader.u16("extra length"),
                      comment_bytes = reader.u16("comment length");
  reader.skip(8, "attributes");
  entry.header_offset = reader.u32("place");
  entry.name = utf8_zip_name(as_text(reader.take(name_bytes, "name")));
  reader.skip(std::uint64_t{extra_bytes} + comment_bytes, "comment");
  return entry;
}

// A name that leads out of the folder into which someone may unpack it later.
bool leads_out(std::string_view name) {
  if (!name.empty() && (name.front() == '/' || name.front() == '\\'))
    return true;
  if (name.size() > 1 && name[1] == ':')
    return true;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("/\\"), name.size());
    if (name.substr(0, end) == "..")
      return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

Result<void> check_entry(const FileBytes& archive, const ZipEntry& entry) {
  const std::string where = in_zip(archive, entry.name);
  if (leads_out(entry.name) || entry.name.find('\0') != std::string::npos)
    return fail(ErrorCode::InvalidHeader, where + ": the name leads out of the archive", entry.directory_offset);
  const bool zip64 =
      entry.packed_bytes == kElsewhere || entry.unpacked_bytes == kElsewhere || entry.header_offset == kElsewhere;
  if (zip64)
    return fail(ErrorCode::UnsupportedFormat, where + ": zip64 entries are not read", entry.directory_offset);
  return {};
}

// Bombs of the best kind let many entries share the same packed bytes.
Result<void> check_apart(const FileBytes& archive, std::vector<const ZipEntry*> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const ZipEntry* a, const ZipEntry* b) { return a->header_offset < b->header_offset; });
  std::uint64_t end = 0;
  for (const ZipEntry* entry : entries) {
    constexpr std::uint64_t kSmallestHeader = 30;
    if (entry->header_offset < end)
      return fail(ErrorCode::InvalidHeader, in_zip(archive, entry->name) + ": it overlaps another entry",
                  entry->directory_offset);
    end = entry->header_offset + kSmallestHeader + entry->packed_bytes;
    if (end > archive.bytes.size())
      return fail(ErrorCode::TruncatedData, in_zip(archive, entry->name) + ": it ends behind the archive's end",
                  entry->directory_offset);
  }
  return {};
}

Result<void> check_entries(const FileBytes& archive, const std::vector<ZipEntry>& entries, std::size_t most_bytes) {
  std::uint64_t total = 0;
  std::vector<const ZipEntry*> pointers;
  for (const ZipEntry& entry : entries) {
    if (auto checked = check_entry(archive, entry); !checked)
      return checked;
    total += entry.unpacked_bytes;
    pointers.push_back(&entry);
  }
  if (total > most_bytes) {
    return fail(ErrorCode::TooLarge,
                in_zip(archive) + ": it unpacks to " + std::to_string(total) + " bytes, more than " +
                    std::to_string(most_bytes) + "; unpack it first",
                0);
  }
  return check_apart(archive, std::move(pointers));
}

Result<std::span<const std::uint8_t>> packed_bytes_of(const FileBytes& archive, const ZipEntry& entry) {
  ByteReader reader(archive.bytes, ByteOrder::little, in_zip(archive, entry.name));
  reader.seek(entry.header_offset, "header");
  if (reader.u32("header") != kEntryMark && !reader.failed())
    return fail(ErrorCode::InvalidHeader, in_zip(archive, entry.name) + ": no entry begins there", entry.header_offset);
  reader.skip(22, "header");
  const std::uint16_t name_bytes = reader.u16("name length"), extra_bytes = reader.u16("extra length");
  reader.skip(std::uint64_t{name_bytes} + extra_bytes, "name");
  const auto packed = reader.take(entry.packed_bytes, "data");
  if (auto read = reader.status(); !read)
    return tl::unexpected(read.error());
  return packed;
}

Result<std::vector<std::uint8_t>> unpack(const FileBytes& archive, const ZipEntry& entry,
                                         std::span<const std::uint8_t> packed) {
  if (entry.method == kStored)
    return std::vector<std::uint8_t>(packed.begin(), packed.end());
  auto inflated = inflate_bytes(packed, DeflateWrapping::bare, static_cast<std::size_t>(entry.unpacked_bytes),
                                in_zip(archive, entry.name), entry.header_offset);
  if (!inflated)
    return tl::unexpected(inflated.error());
  return std::move(inflated->bytes);
}

}  // namespace

bool is_zip(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 4 && (load_unsigned(bytes.data(), 4, ByteOrder::little) == kEntryMark ||
                               load_unsigned(bytes.data(), 4, ByteOrder::little) == kEndMark);
}

bool ends_like_zip(std::span<const std::uint8_t> bytes) {
  const auto at = find_end_record(bytes);
  if (!at)
    return false;
  const std::uint64_t directory_bytes = load_unsigned(&bytes[*at + 12], 4, ByteOrder::little);
  return directory_bytes <= *at && is_mark_at(bytes, *at - directory_bytes, kDirectoryMark);
}

Result<std::vector<ZipEntry>> read_zip_directory(const FileBytes& archive, std::size_t most_bytes) {
  const auto end = read_end_record(archive);
  if (!end)
    return tl::unexpected(end.error());
  ByteReader reader(archive.bytes, ByteOrder::little, in_zip(archive));
  reader.seek(end->directory_offset, "central directory");
  std::vector<ZipEntry> entries;
  for (std::uint32_t i = 0; i < end->entry_count; ++i) {
    const std::uint64_t offset = reader.offset();
    if (reader.u32("directory entry") != kDirectoryMark && !reader.failed())
      return fail(ErrorCode::InvalidHeader, in_zip(archive) + ": the central directory is damaged", offset);
    ZipEntry entry = read_entry(reader);
    if (auto read = reader.status(); !read)
      return tl::unexpected(read.error());
    // An entry elsewhere (zip64) is refused below.
    if (entry.header_offset != kElsewhere)
      entry.header_offset += end->front_bytes;
    if (!entry.name.empty() && entry.name.back() != '/')
      entries.push_back(std::move(entry));
  }
  if (auto checked = check_entries(archive, entries, most_bytes); !checked)
    return tl::unexpected(checked.error());
  return entries;
}

Result<FileContent> unpack_zip_entry(const FileBytes& archive, const ZipEntry& entry) {
  const std::string where = in_zip(archive, entry.name);
  if ((entry.flags & kEncrypted) != 0)
    return fail(ErrorCode::UnsupportedFormat, where + ": it is encrypted", entry.header_offset);
  if (entry.method != kStored && entry.method != kDeflated) {
    return fail(
        ErrorCode::UnsupportedFormat,
        where + ": compression method " + std::to_string(entry.method) + " is not read (stored and deflate are)",
        entry.header_offset);
  }
  const auto packed = packed_bytes_of(archive, entry);
  if (!packed)
    return tl::unexpected(packed.error());
  auto bytes = unpack(archive, entry, *packed);
  if (!bytes)
    return tl::unexpected(bytes.error());
  if (bytes->size() != entry.unpacked_bytes || crc32_of(*bytes) != entry.crc)
    return fail(ErrorCode::ChecksumMismatch, where + ": the unpacked bytes do not match their checksum",
                entry.header_offset);
  return FileContent{entry.name, std::move(*bytes)};
}

}  // namespace leadwise::io
