#include "scp/read_scp.hpp"

#include <string>

#include "scp/scp_header.hpp"
#include "scp/scp_measurements.hpp"
#include "scp/scp_rhythm.hpp"
#include "scp/scp_sections.hpp"
#include "scp/scp_statements.hpp"

namespace leadwise::io {
namespace {

constexpr unsigned kFirstVersion = 10;
constexpr unsigned kLastVersion = 30;
/// Larger numbers are no version but something else that a device wrote there.
constexpr unsigned kMostVersion = 99;

// The device's tag counts; the pointer section says the same where both are stated.
unsigned stated_version(const ScpHeader& header, const ScpSections& sections) {
  for (const unsigned version : {unsigned{header.version}, unsigned{sections.protocol}}) {
    if (version >= kFirstVersion && version <= kMostVersion)
      return version;
  }
  return 0;
}

void read_findings(const ScpSections& sections, const ScpHeader& header, unsigned version, EcgRecord& record) {
  if (const ScpSection* section = sections.find(7))
    read_scp_global_measurements(*section, version, record);
  if (const ScpSection* section = sections.find(10))
    read_scp_lead_measurements(*section, record);
  for (const std::uint16_t id : {std::uint16_t{8}, std::uint16_t{11}}) {
    if (const ScpSection* section = sections.find(id))
      read_scp_statements(*section, header.language, record);
  }
}

}  // namespace

bool is_scp(const FileBytes& file) { return looks_like_scp_record(file.bytes); }

Result<EcgRecord> read_scp(std::span<const FileBytes> files, const ReadOptions& options) {
  static_cast<void>(options);
  const auto sections = split_scp_record(files.front().bytes);
  if (!sections)
    return tl::unexpected(sections.error());
  EcgRecord record;
  ScpHeader header;
  if (const ScpSection* section = sections->find(1))
    header = read_scp_header(*section, record);
  const unsigned version = stated_version(header, *sections);
  if (version > kLastVersion)
    return fail(ErrorCode::UnsupportedFormat,
                "SCP-ECG version " + std::to_string(version / 10) + "." + std::to_string(version % 10) +
                    " is not read, only 1.0 to 3.0",
                kPointerSection);
  if (auto read = read_scp_rhythm(*sections, version, record); !read)
    return tl::unexpected(read.error());
  read_findings(*sections, header, version, record);
  if (sections->bytes_behind > 0)
    record.notes.push_back({ErrorCode::InvalidHeader, std::to_string(sections->bytes_behind) +
                                                          " bytes behind the end of the record were not read"});
  return record;
}

}  // namespace leadwise::io
