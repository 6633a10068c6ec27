#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "leadwise/reader.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"
#include "wfdb/read_wfdb.hpp"
#include "wfdb/wfdb_annotators.hpp"

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
    std::unordered_map<std::string, std::vector<std::size_t>> by_stem;
    for (std::size_t i = 0; i < files.size(); ++i) {
      named_.push_back(named_by(i));
      by_stem[stem_of(files[i].name)].push_back(i);
    }
    for (const auto& [stem, members] : by_stem)
      find_accompanying(members);
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

  // One header of those of a name takes what accompanies it: otherwise the parts of many would be too many to hold.
  void find_accompanying(const std::vector<std::size_t>& of_one_stem) {
    std::vector<std::size_t> headers;
    if (of_one_stem.size() > 1)
      std::copy_if(of_one_stem.begin(), of_one_stem.end(), std::back_inserter(headers),
                   [&](std::size_t i) { return io::is_wfdb(files_[i]); });
    if (headers.empty())
      return;
    const auto named =
        std::find_if(headers.begin(), headers.end(), [&](std::size_t i) { return is_header_name(files_[i].name); });
    const std::size_t header = named == headers.end() ? headers.front() : *named;
    for (const std::size_t other : of_one_stem) {
      if (other != header && io::is_wfdb_annotation_file(files_[header].name, files_[other]) &&
          !detect_format(files_[other]))
        accompanying_[header].push_back(other);
    }
  }

  // A header's own parts, those of its segments, and what accompanies it; each once.
  std::vector<std::size_t> parts_of(std::size_t header) {
    std::vector<std::size_t> parts;
    std::unordered_set<std::size_t> known = {header};
    const auto add = [&](std::size_t part) {
      const bool is_new = known.insert(part).second;
      if (is_new)
        parts.push_back(part);
      is_part_[part] = true;
      return is_new;
    };
    for (const std::size_t part : named_[header].parts) {
      if (!add(part) || !named_[header].has_segments || named_[part].has_segments)
        continue;
      is_segment_.insert(part);
      for (const std::size_t inner : named_[part].parts)
        add(inner);
    }
    if (const auto found = accompanying_.find(header); found != accompanying_.end())
      std::for_each(found->second.begin(), found->second.end(), add);
    return parts;
  }

  std::span<const FileBytes> files_;
  io::PartIndex index_;
  std::vector<Named> named_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> accompanying_;
  std::unordered_set<std::size_t> is_segment_;
  std::vector<bool> is_part_;
};

}  // namespace

std::vector<RecordFiles> group_records(std::span<const FileBytes> files) { return Grouping(files).records(); }

}  // namespace leadwise
