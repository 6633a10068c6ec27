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

PartIndex::PartIndex(std::span<const FileBytes> files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string_view base = base_name(files[i].name);
    by_path_.try_emplace(files[i].name, i);
    by_folder_and_lower_name_.try_emplace(std::string(folder(files[i].name)) + to_lower(base), i);
    by_name_.try_emplace(std::string(base), i);
    by_lower_name_.try_emplace(to_lower(base), i);
  }
}

std::optional<std::size_t> PartIndex::find(std::string_view header_file, std::string_view wanted,
                                           PartFolder where) const {
  const std::string name(base_name(wanted));
  if (name.empty())
    return std::nullopt;
  const std::string beside(folder(header_file));
  if (const auto found = by_path_.find(beside + name); found != by_path_.end())
    return found->second;
  const auto alike = by_folder_and_lower_name_.find(beside + to_lower(name));
  if (alike != by_folder_and_lower_name_.end())
    return alike->second;
  if (where == PartFolder::of_the_header)
    return std::nullopt;
  if (const auto found = by_name_.find(name); found != by_name_.end())
    return found->second;
  const auto found = by_lower_name_.find(to_lower(name));
  return found == by_lower_name_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace leadwise::io
