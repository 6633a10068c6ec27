#include "ishne/ishne_header.hpp"

#include <algorithm>

#include "bytes/byte_reader.hpp"
#include "bytes/crc_ccitt.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kHeaderStart = 10;
constexpr std::uint64_t kFixedEnd = 522;

tl::unexpected<Error> bad_field(std::string_view name, std::int64_t found, std::string_view wanted,
                                std::uint64_t offset, ErrorCode code = ErrorCode::InvalidHeader) {
  return fail(code,
              "ISHNE header: " + std::string(name) + " is " + std::to_string(found) + ", " + std::string(wanted) +
                  " is expected",
              offset);
}

void take_numbers(ByteReader& reader, std::array<std::int16_t, kIshneMostLeads>& numbers, std::string_view field) {
  for (std::int16_t& number : numbers)
    number = reader.i16(field);
}

IshneDay take_day(ByteReader& reader, std::string_view field) {
  IshneDay day;
  day.day = reader.i16(field);
  day.month = reader.i16(field);
  day.year = reader.i16(field);
  return day;
}

void take_subject(ByteReader& reader, IshneHeader& header) {
  header.first_name = reader.text(40, "first name");
  header.last_name = reader.text(40, "last name");
  header.subject_id = reader.text(20, "subject ID");
  header.sex = reader.i16("sex");
  reader.skip(2, "race");
  header.birth = take_day(reader, "date of birth");
  header.recorded = take_day(reader, "date of recording");
  reader.skip(6, "date of the file");
  for (std::int16_t& part : header.start_time)
    part = reader.i16("start time");
}

/// Numbers as the file has them, before any is believed.
struct Stated {
  std::int32_t variable_block_bytes = 0, samples = 0, variable_block_offset = 0, ecg_offset = 0;
  std::int16_t lead_count = 0, sampling_rate_hz = 0;
};

Stated take_fields(ByteReader& reader, IshneHeader& header) {
  Stated stated;
  reader.skip(kHeaderStart, "magic number and checksum");
  stated.variable_block_bytes = reader.i32("size of the variable-length block");
  stated.samples = reader.i32("number of samples");
  stated.variable_block_offset = reader.i32("offset of the variable-length block");
  stated.ecg_offset = reader.i32("offset of the ECG");
  reader.skip(2, "file version");
  take_subject(reader, header);
  stated.lead_count = reader.i16("number of leads");
  take_numbers(reader, header.lead_codes, "lead specification");
  take_numbers(reader, header.lead_quality, "lead quality");
  take_numbers(reader, header.resolution_nv, "amplitude resolution");
  header.pacemaker = reader.i16("pacemaker code");
  header.recorder = reader.text(40, "recorder type");
  stated.sampling_rate_hz = reader.i16("sampling rate");
  reader.skip(80 + 80 + 88, "copyright and reserved");
  return stated;
}

Result<void> check_blocks(const Stated& stated, std::uint64_t file_bytes) {
  if (stated.variable_block_bytes < 0)
    return bad_field("the size of the variable-length block", stated.variable_block_bytes, "no negative number", 10);
  if (stated.variable_block_bytes > 0 && stated.variable_block_offset != static_cast<std::int32_t>(kFixedEnd))
    return bad_field("the offset of the variable-length block", stated.variable_block_offset, "522", 18);
  const std::int64_t end = static_cast<std::int64_t>(kFixedEnd) + stated.variable_block_bytes;
  if (stated.ecg_offset < end)
    return bad_field("the offset of the ECG", stated.ecg_offset, std::to_string(end) + " or more", 22);
  if (static_cast<std::uint64_t>(stated.ecg_offset) > file_bytes)
    return fail(ErrorCode::TruncatedData,
                "ISHNE: the ECG begins at byte " + std::to_string(stated.ecg_offset) + ", the file has " +
                    std::to_string(file_bytes),
                file_bytes);
  if (stated.samples <= 0)
    return bad_field("the number of samples", stated.samples, "a number above 0", 14);
  return {};
}

Result<void> check_leads(const Stated& stated, const IshneHeader& header) {
  if (stated.lead_count < 1 || stated.lead_count > static_cast<std::int16_t>(kIshneMostLeads))
    return bad_field("the number of leads", stated.lead_count, "1 to 12", 156);
  for (std::size_t i = 0; i < static_cast<std::size_t>(stated.lead_count); ++i) {
    if (header.resolution_nv[i] <= 0)
      return bad_field("the amplitude resolution of lead " + std::to_string(i + 1), header.resolution_nv[i],
                       "a number of nV above 0", 206 + 2 * i, ErrorCode::InvalidGain);
  }
  if (stated.sampling_rate_hz <= 0)
    return bad_field("the sampling rate", stated.sampling_rate_hz, "a number above 0", 272,
                     ErrorCode::InvalidSamplingRate);
  return {};
}

Result<void> check_sum(std::span<const std::uint8_t> file, std::uint64_t end) {
  const auto stated = static_cast<std::uint16_t>(load_unsigned(&file[8], 2, ByteOrder::little));
  const auto size = static_cast<std::size_t>(end - kHeaderStart);
  const std::uint16_t found = crc_ccitt(file.subspan(static_cast<std::size_t>(kHeaderStart), size));
  if (found == stated)
    return {};
  return fail(ErrorCode::ChecksumMismatch,
              "ISHNE header: its CRC is " + std::to_string(found) + ", the file says " + std::to_string(stated), 8);
}

Result<void> check_magic(const FileBytes& file) {
  const std::string_view magic = as_text(file.bytes.first(std::min(file.bytes.size(), kIshneMagic.size())));
  if (magic == kIshneMagic)
    return {};
  if (magic == kIshneAnnotationMagic)
    return fail(ErrorCode::UnsupportedFormat,
                "ISHNE: this file holds annotations; open the ECG file (magic number ISHNE1.0) instead", 0);
  return fail(ErrorCode::UnsupportedFormat, "ISHNE: the magic number is " + quoted(magic) + ", not ISHNE1.0", 0);
}

}  // namespace

Result<IshneHeader> read_ishne_header(const FileBytes& file) {
  if (auto checked = check_magic(file); !checked)
    return tl::unexpected(checked.error());
  IshneHeader header;
  ByteReader reader(file.bytes, ByteOrder::little, "ISHNE header");
  const Stated stated = take_fields(reader, header);
  if (auto whole = reader.status(); !whole)
    return tl::unexpected(whole.error());
  if (auto checked = check_blocks(stated, file.bytes.size()); !checked)
    return tl::unexpected(checked.error());
  header.variable_block_bytes = static_cast<std::uint64_t>(stated.variable_block_bytes);
  if (auto checked = check_sum(file.bytes, kFixedEnd + header.variable_block_bytes); !checked)
    return tl::unexpected(checked.error());
  if (auto checked = check_leads(stated, header); !checked)
    return tl::unexpected(checked.error());
  header.stated_samples = static_cast<std::uint64_t>(stated.samples);
  header.ecg_offset = static_cast<std::uint64_t>(stated.ecg_offset);
  header.lead_count = static_cast<std::size_t>(stated.lead_count);
  header.sampling_rate_hz = static_cast<std::uint64_t>(stated.sampling_rate_hz);
  return header;
}

}  // namespace leadwise::io
