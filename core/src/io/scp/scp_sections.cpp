#include "scp/scp_sections.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "bytes/crc_ccitt.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kRecordHeadBytes = 6;
constexpr std::size_t kSectionHeadBytes = 16;
constexpr std::size_t kPointerBytes = 10;
/// Pointers count bytes from 1, and the pointer section stands right behind the record's head.
constexpr std::uint32_t kFirstSectionIndex = kRecordHeadBytes + 1;

struct Pointer {
  std::uint16_t id = 0;
  std::uint32_t length = 0;
  std::uint32_t index = 0;
  std::uint64_t offset = 0;  ///< of the pointer itself
};

std::string section_name(std::uint16_t id) { return "SCP-ECG section " + std::to_string(id); }

Result<void> check_crc(std::span<const std::uint8_t> bytes, const std::string& what, std::uint64_t offset) {
  const auto stated = static_cast<std::uint16_t>(load_unsigned(bytes.data(), 2, ByteOrder::little));
  const std::uint16_t found = crc_ccitt(bytes.subspan(2));
  if (stated == found)
    return {};
  return fail(ErrorCode::ChecksumMismatch,
              what + ": the CRC is " + std::to_string(found) + ", the file states " + std::to_string(stated), offset);
}

// The record without what may lie behind it.
Result<std::span<const std::uint8_t>> take_record(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes, ByteOrder::little, "SCP-ECG record");
  reader.skip(2, "CRC");
  const std::uint32_t length = reader.u32("length");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (length < kRecordHeadBytes + kSectionHeadBytes)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG record: its length is " + std::to_string(length) + " bytes", 2);
  if (length > bytes.size())
    return fail(ErrorCode::TruncatedData,
                "SCP-ECG record: its length is " + std::to_string(length) + " bytes, the file has " +
                    std::to_string(bytes.size()),
                2);
  return bytes.first(length);
}

Result<std::span<const std::uint8_t>> take_pointer_section(std::span<const std::uint8_t> record) {
  ByteReader reader(record, ByteOrder::little, "SCP-ECG section 0");
  reader.seek(kRecordHeadBytes + 2, "head");
  const std::uint16_t id = reader.u16("number");
  const std::uint32_t length = reader.u32("length");
  if (auto status = reader.status(); !status)
    return tl::unexpected(status.error());
  if (id != 0)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG section 0: section " + std::to_string(id) + " stands in its place",
                kRecordHeadBytes + 2);
  if (length < kSectionHeadBytes || length > record.size() - kRecordHeadBytes)
    return fail(ErrorCode::InvalidHeader, "SCP-ECG section 0: its length is " + std::to_string(length) + " bytes",
                kRecordHeadBytes + 4);
  return record.subspan(kRecordHeadBytes, length);
}

std::vector<Pointer> read_pointers(std::span<const std::uint8_t> section) {
  ByteReader reader(section, ByteOrder::little, "SCP-ECG section 0", kRecordHeadBytes);
  reader.seek(kSectionHeadBytes, "pointers");
  std::vector<Pointer> pointers;
  while (reader.remaining() >= kPointerBytes) {
    const std::uint64_t offset = reader.offset();
    const std::uint16_t id = reader.u16("number");
    const std::uint32_t length = reader.u32("length");
    const std::uint32_t index = reader.u32("index");
    // A section of length 0 is not there; the pointer section points to itself.
    if (id != 0 && length != 0)
      pointers.push_back({id, length, index, offset});
  }
  return pointers;
}

// Sections that overlap could make a small file cost as much as a large one.
Result<void> check_pointers(const std::vector<Pointer>& pointers, std::size_t record_size) {
  std::uint64_t together = 0;
  std::vector<bool> seen(65536, false);
  for (const Pointer& pointer : pointers) {
    const std::string name = section_name(pointer.id);
    const std::uint64_t end = std::uint64_t{pointer.index} - 1 + pointer.length;
    if (pointer.index < kFirstSectionIndex || pointer.length < kSectionHeadBytes || end > record_size)
      return fail(ErrorCode::InvalidHeader,
                  name + ": " + std::to_string(pointer.length) + " bytes at byte " + std::to_string(pointer.index) +
                      " lie outside the record or are too few",
                  pointer.offset);
    if (seen[pointer.id])
      return fail(ErrorCode::InvalidHeader, name + " is there twice", pointer.offset);
    seen[pointer.id] = true;
    together += pointer.length;
    if (together > record_size)
      return fail(ErrorCode::InvalidHeader, name + " overlaps another section", pointer.offset);
  }
  return {};
}

Result<ScpSection> take_section(std::span<const std::uint8_t> record, const Pointer& pointer) {
  const std::size_t begin = pointer.index - 1;
  const auto bytes = record.subspan(begin, pointer.length);
  const std::string name = section_name(pointer.id);
  const std::uint64_t id = load_unsigned(bytes.data() + 2, 2, ByteOrder::little);
  if (id != pointer.id)
    return fail(ErrorCode::InvalidHeader, name + ": section " + std::to_string(id) + " stands in its place", begin + 2);
  const std::uint64_t length = load_unsigned(bytes.data() + 4, 4, ByteOrder::little);
  if (length != pointer.length)
    return fail(ErrorCode::InvalidHeader,
                name + ": its length is " + std::to_string(length) + " bytes, its pointer says " +
                    std::to_string(pointer.length),
                begin + 4);
  if (auto checked = check_crc(bytes, name, begin); !checked)
    return tl::unexpected(checked.error());
  return ScpSection{pointer.id, bytes.subspan(kSectionHeadBytes), begin + kSectionHeadBytes};
}

}  // namespace

const ScpSection* ScpSections::find(std::uint16_t id) const {
  const auto found = std::find_if(all.begin(), all.end(), [id](const ScpSection& section) { return section.id == id; });
  return found == all.end() ? nullptr : &*found;
}

bool looks_like_scp_record(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes, ByteOrder::little, "SCP-ECG record");
  reader.skip(2, "CRC");
  const std::uint32_t record_length = reader.u32("length");
  reader.skip(2, "CRC");
  const std::uint16_t id = reader.u16("number");
  const std::uint32_t length = reader.u32("length");
  reader.skip(kSectionHeadBytes - 8, "rest of the head");
  const std::uint16_t first_id = reader.u16("first pointer");
  const std::uint32_t first_length = reader.u32("first length");
  const std::uint32_t first_index = reader.u32("first index");
  return !reader.failed() && id == 0 && first_id == 0 && first_length == length && first_index == kFirstSectionIndex &&
         length >= kSectionHeadBytes + kPointerBytes && record_length >= kRecordHeadBytes + std::uint64_t{length};
}

Result<ScpSections> split_scp_record(std::span<const std::uint8_t> bytes) {
  const auto record = take_record(bytes);
  if (!record)
    return tl::unexpected(record.error());
  if (auto checked = check_crc(*record, "SCP-ECG record", 0); !checked)
    return tl::unexpected(checked.error());
  const auto pointer_section = take_pointer_section(*record);
  if (!pointer_section)
    return tl::unexpected(pointer_section.error());
  if (auto checked = check_crc(*pointer_section, section_name(0), kRecordHeadBytes); !checked)
    return tl::unexpected(checked.error());
  const std::vector<Pointer> pointers = read_pointers(*pointer_section);
  if (auto checked = check_pointers(pointers, record->size()); !checked)
    return tl::unexpected(checked.error());
  ScpSections sections;
  sections.protocol = (*pointer_section)[9];
  sections.bytes_behind = bytes.size() - record->size();
  for (const Pointer& pointer : pointers) {
    const auto section = take_section(*record, pointer);
    if (!section)
      return tl::unexpected(section.error());
    // Writers that fill in a form put the heads of sections that they have nothing for.
    if (!section->data.empty())
      sections.all.push_back(*section);
  }
  return sections;
}

}  // namespace leadwise::io
