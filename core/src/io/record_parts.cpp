#include "record_parts.hpp"

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string_view folder(std::string_view path) { return path.substr(0, path.size() - base_name(path).size()); }

}  // namespace

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

PartIndex::PartIndex(std::span<const FileBytes> files) : files_(files) {
  for (std::size_t i = 0; i < files.size(); ++i)
    by_lower_base_name_[to_lower(base_name(files[i].name))].push_back(i);
}

std::optional<std::size_t> PartIndex::find(std::string_view header_file, std::string_view wanted,
                                           PartFolder where) const {
  wanted = base_name(wanted);
  const auto found = by_lower_base_name_.find(to_lower(wanted));
  if (wanted.empty() || found == by_lower_base_name_.end())
    return std::nullopt;
  std::size_t best = found->second.front();
  for (const std::size_t candidate : found->second) {
    if (likeness(candidate, header_file, wanted) > likeness(best, header_file, wanted))
      best = candidate;
  }
  const bool elsewhere = folder(files_[best].name) != folder(header_file);
  return elsewhere && where == PartFolder::of_the_header ? std::nullopt : std::optional(best);
}

int PartIndex::likeness(std::size_t candidate, std::string_view header_file, std::string_view wanted) const {
  const std::string_view path = files_[candidate].name;
  return (folder(path) == folder(header_file) ? 2 : 0) + (base_name(path) == wanted ? 1 : 0);
}

}  // namespace leadwise::io
