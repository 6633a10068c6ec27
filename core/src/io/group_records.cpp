#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "leadwise/reader.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace {

/// What one file names among the files given.
struct Named {
  std::vector<std::size_t> parts;
  /// True where it names headers: those of its segments.
  bool has_segments = false;
};

/// The path up to the last full stop of the name, in small letters.
std::string stem_of(const std::string& path) {
  const std::size_t name = path.size() - io::base_name(path).size();
  const std::size_t dot = path.rfind('.');
  return io::to_lower(std::string_view(path).substr(0, dot == std::string::npos || dot < name ? path.size() : dot));
}

class Grouping {
 public:
  explicit Grouping(std::span<const FileBytes> files) : files_(files), index_(files), is_part_(files.size(), false) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      named_.push_back(named_by(i));
      by_stem_[stem_of(files[i].name)].push_back(i);
    }
  }

  std::vector<RecordFiles> records() {
    std::vector<std::vector<std::size_t>> parts;
    for (std::size_t i = 0; i < files_.size(); ++i)
      parts.push_back(parts_of(i));
    std::vector<RecordFiles> records;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      // A header stays a record of its own even where another one names it, unless it is a segment of that.
      if (is_part_[i] && (named_[i].parts.empty() || is_segment_.count(i) != 0))
        continue;
      RecordFiles record{files_[i].name, {i}};
      record.parts.insert(record.parts.end(), parts[i].begin(), parts[i].end());
      records.push_back(std::move(record));
    }
    return records;
  }

 private:
  Named named_by(std::size_t header) const {
    Named named;
    for (const std::string& name : referenced_files(files_[header])) {
      const auto part = index_.find(files_[header].name, name, io::PartFolder::of_the_header);
      if (!part || *part == header)
        continue;
      named.parts.push_back(*part);
      named.has_segments = named.has_segments || is_header_name(name);
    }
    return named;
  }

  static bool is_header_name(const std::string& name) {
    return name.size() > 4 && io::to_lower(std::string_view(name).substr(name.size() - 4)) == ".hea";
  }

  // A header's own parts, those of its segments, and what accompanies it; each once.
  std::vector<std::size_t> parts_of(std::size_t header) {
    std::vector<std::size_t> parts;
    std::unordered_set<std::size_t> known = {header};
    const auto add = [&](std::size_t part) {
      if (known.insert(part).second)
        parts.push_back(part);
      is_part_[part] = true;
    };
    for (const std::size_t part : named_[header].parts) {
      add(part);
      if (!named_[header].has_segments || named_[part].has_segments)
        continue;
      is_segment_.insert(part);
      for (const std::size_t inner : named_[part].parts)
        add(inner);
    }
    for (const std::size_t other : by_stem_[stem_of(files_[header].name)]) {
      if (known.count(other) == 0 && accompanies(files_[header], files_[other]))
        add(other);
    }
    return parts;
  }

  std::span<const FileBytes> files_;
  io::PartIndex index_;
  std::vector<Named> named_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;
  std::unordered_set<std::size_t> is_segment_;
  std::vector<bool> is_part_;
};

}  // namespace

std::vector<RecordFiles> group_records(std::span<const FileBytes> files) { return Grouping(files).records(); }

}  // namespace leadwise
