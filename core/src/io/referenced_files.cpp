#include <string>
#include <unordered_set>

#include "leadwise/reader.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"
#include "wfdb/read_wfdb.hpp"
#include "wfdb/wfdb_annotators.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise {

std::vector<std::string> referenced_files(const FileBytes& file) {
  std::vector<std::string> names;
  if (!io::is_wfdb(file))
    return names;
  std::unordered_set<std::string> known;
  const auto add = [&](std::string name) {
    if (known.insert(name).second)
      names.push_back(std::move(name));
  };
  const io::WfdbFileNames named = io::wfdb_file_names(io::as_text(file.bytes));
  for (const std::string_view path : named.signal_files)
    add(std::string(io::base_name(path)));
  for (const std::string_view segment : named.segments)
    add(std::string(io::base_name(segment)) + ".hea");
  return names;
}

bool accompanies(const FileBytes& record, const FileBytes& other) {
  return io::is_wfdb_annotation_file(record.name, other) && io::is_wfdb(record) && !detect_format(other);
}

}  // namespace leadwise
