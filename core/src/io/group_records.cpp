#include <string_view>

#include "leadwise/reader.hpp"
#include "read_wfdb.hpp"
#include "record_parts.hpp"
#include "text_lines.hpp"
#include "wfdb_header.hpp"

namespace leadwise {

std::vector<RecordFiles> group_records(std::span<const FileBytes> files) {
  const io::PartIndex index(files);
  std::vector<std::vector<std::size_t>> parts(files.size());
  std::vector<bool> is_header(files.size(), false), is_part(files.size(), false);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!io::is_text(files[i].bytes) || !io::looks_like_wfdb_header(io::as_text(files[i].bytes)))
      continue;
    is_header[i] = true;
    parts[i] = io::wfdb_signal_files(files, i, index);
    for (const std::size_t part : parts[i])
      is_part[part] = true;
  }
  std::vector<RecordFiles> records;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (is_part[i] && !is_header[i])
      continue;
    RecordFiles record{files[i].name, {i}};
    record.parts.insert(record.parts.end(), parts[i].begin(), parts[i].end());
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace leadwise
