#include "inputs/header_parts.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <system_error>
#include <utility>

#include "leadwise/reader.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

bool equal_ignoring_case(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string stem_of(const std::string& name) {
  std::string stem = name.substr(0, name.rfind('.'));
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return stem;
}

/// The files that a header names, if they are there.
std::vector<fs::path> named_by(const fs::path& header, FolderListings& listings) {
  const Result<Bytes> whole = read_file(header);
  std::vector<fs::path> parts;
  if (!whole)
    return parts;
  for (const std::string& name : referenced_files({header.filename().string(), *whole})) {
    if (auto part = listings.find(header.parent_path(), name))
      parts.push_back(std::move(*part));
  }
  return parts;
}

/// Annotation files: their beginning tells.
void add_accompanying(const fs::path& header, const Bytes& head, FolderListings& listings,
                      std::vector<fs::path>& parts) {
  for (const std::string& name : listings.files_like(header.parent_path(), header.filename().string())) {
    const fs::path path = header.parent_path() / name;
    if (path == header || std::find(parts.begin(), parts.end(), path) != parts.end())
      continue;
    const Result<Bytes> beginning = read_file(path, kDetectionBytes);
    if (beginning && accompanies({header.filename().string(), head}, {name, *beginning}))
      parts.push_back(path);
  }
}

}  // namespace

std::optional<fs::path> FolderListings::find(const fs::path& folder, const std::string& name) {
  std::error_code error;
  if (fs::is_regular_file(folder / name, error))
    return folder / name;
  for (const std::string& other : files_like(folder, name)) {
    if (equal_ignoring_case(other, name))
      return folder / other;
  }
  return std::nullopt;
}

const std::vector<std::string>& FolderListings::files_like(const fs::path& folder, const std::string& name) {
  const auto [listing, is_new] = by_stem_.try_emplace(folder);
  if (is_new)
    list(folder, listing->second);
  return listing->second[stem_of(name)];
}

void FolderListings::list(const fs::path& folder, Listing& listing) {
  std::error_code error;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code ignored;
    const std::string name = entry->path().filename().string();
    if (entry->is_regular_file(ignored))
      listing[stem_of(name)].push_back(name);
  }
  for (auto& [stem, names] : listing)
    std::sort(names.begin(), names.end());
}

bool is_named_header(const fs::path& path) { return equal_ignoring_case(path.extension().string(), ".hea"); }

fs::path with_header_ending(const fs::path& path) {
  std::error_code error;
  fs::path header = path;
  header += ".hea";
  return !fs::exists(path, error) && fs::exists(header, error) ? header : path;
}

std::vector<fs::path> parts_named_by(const fs::path& header, FolderListings& listings) {
  std::vector<fs::path> parts = named_by(header, listings);
  std::set<fs::path> known(parts.begin(), parts.end());
  const std::size_t named = parts.size();
  for (std::size_t i = 0; i < named; ++i) {
    if (!is_named_header(parts[i]))
      continue;
    for (fs::path& inner : named_by(parts[i], listings)) {
      if (known.insert(inner).second)
        parts.push_back(std::move(inner));
    }
  }
  return parts;
}

std::vector<fs::path> parts_of(const fs::path& header, const Bytes& head, FolderListings& listings) {
  std::vector<fs::path> parts = parts_named_by(header, listings);
  add_accompanying(header, head, listings, parts);
  return parts;
}

}  // namespace leadwise::cli
