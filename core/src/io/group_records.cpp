#include <algorithm>
#include <string>

#include "leadwise/reader.hpp"
#include "record_parts.hpp"

namespace leadwise {
namespace {

// Indices of the files that a header names, without duplicates.
std::vector<std::size_t> parts_of(std::span<const FileBytes> files, std::size_t header, const io::PartIndex& index) {
  std::vector<std::size_t> parts;
  for (const std::string& name : referenced_files(files[header])) {
    const auto part = index.find(files[header].name, name, io::PartFolder::of_the_header);
    const bool is_new = part && *part != header && std::find(parts.begin(), parts.end(), *part) == parts.end();
    if (is_new)
      parts.push_back(*part);
  }
  return parts;
}

}  // namespace

std::vector<RecordFiles> group_records(std::span<const FileBytes> files) {
  const io::PartIndex index(files);
  std::vector<std::vector<std::size_t>> parts(files.size());
  std::vector<bool> is_part(files.size(), false);
  for (std::size_t i = 0; i < files.size(); ++i) {
    parts[i] = parts_of(files, i, index);
    for (const std::size_t part : parts[i])
      is_part[part] = true;
  }
  std::vector<RecordFiles> records;
  for (std::size_t i = 0; i < files.size(); ++i) {
    // A header stays a record of its own even where another one names it.
    if (is_part[i] && parts[i].empty())
      continue;
    RecordFiles record{files[i].name, {i}};
    record.parts.insert(record.parts.end(), parts[i].begin(), parts[i].end());
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace leadwise
