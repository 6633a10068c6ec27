#include "alivecor/read_atc.hpp"

#include <set>
#include <string>

#include "alivecor/atc_annotations.hpp"
#include "alivecor/atc_blocks.hpp"
#include "alivecor/atc_info.hpp"
#include "alivecor/atc_signals.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

bool is_read_elsewhere(std::string_view id) {
  return id == "info" || id == "fmt " || id == "ann " || is_atc_signal(id);
}

// Each kind once: a file can hold a million tiny blocks.
void note_blocks_left_out(const AtcFile& file, EcgRecord& record) {
  constexpr std::size_t kMostKinds = 16;
  std::set<std::string_view> kinds;
  for (const AtcBlock& block : file.blocks) {
    if (kinds.size() < kMostKinds && !is_read_elsewhere(block.id) && kinds.insert(block.id).second)
      record.notes.push_back({ErrorCode::UnsupportedFormat, "ATC: the block " + quoted(block.id) + " was left out"});
  }
}

// The file calls a lone lead I, which holds where the fingers of both hands touch the device.
void note_single_lead(EcgRecord& record) {
  if (record.channels.size() != 1 || record.channels.front().lead != Lead::I)
    return;
  record.notes.push_back({ErrorCode::UnsupportedLeadSet,
                          "ATC: the one lead is lead I by the format's description; the file cannot tell whether the "
                          "device was held otherwise (knee, chest)"});
}

}  // namespace

bool is_atc(const FileBytes& file) { return has_atc_signature(file.bytes); }

Result<EcgRecord> read_atc(std::span<const FileBytes> files, const ReadOptions&) {
  if (!is_atc(files.front()))
    return fail(ErrorCode::InvalidHeader, "ATC: the file does not begin with \"ALIVE\" and three zero bytes", 0);
  const auto file = parse_atc_blocks(files.front().bytes);
  if (!file)
    return tl::unexpected(file.error());
  const auto format = read_atc_format(*file);
  if (!format)
    return tl::unexpected(format.error());
  EcgRecord record;
  record.device.manufacturer = "AliveCor";
  record.device.filters = format->filters;
  if (auto read = read_atc_info(*file, record); !read)
    return tl::unexpected(read.error());
  if (auto added = add_atc_signals(*file, *format, record); !added)
    return tl::unexpected(added.error());
  if (auto read = read_atc_annotations(*file, record); !read)
    return tl::unexpected(read.error());
  note_single_lead(record);
  note_blocks_left_out(*file, record);
  return record;
}

}  // namespace leadwise::io
