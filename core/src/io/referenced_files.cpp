#include <algorithm>
#include <string>

#include "leadwise/reader.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"
#include "wfdb/read_wfdb.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise {

std::vector<std::string> referenced_files(const FileBytes& file) {
  std::vector<std::string> names;
  if (!io::is_wfdb(file))
    return names;
  for (const std::string_view path : io::wfdb_file_names(io::as_text(file.bytes))) {
    std::string name(io::base_name(path));
    if (std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace leadwise
