#include "inputs/folder_content.hpp"

#include <algorithm>
#include <string>
#include <system_error>

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

Error not_readable(const fs::path& path, const std::string& why) {
  return {ErrorCode::FileNotReadable, path.string() + ": " + why};
}

void add_entry(const fs::path& path, FolderContent& content) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::status_known(status))
    content.unreadable.push_back({path, not_readable(path, error.message())});
  else if (!fs::exists(status))
    content.unreadable.push_back({path, not_readable(path, "the symbolic link leads to nothing")});
  else if (fs::is_directory(status))
    content.folders.push_back(path);
  else if (fs::is_regular_file(status))
    content.files.push_back(path);
  else
    ++content.others;
}

bool lies_below(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

}  // namespace

FolderContent content_of(const fs::path& folder) {
  FolderContent content;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    add_entry(entry->path(), content);
  if (error)
    content.error = not_readable(folder, "the folder cannot be listed: " + error.message());
  std::sort(content.files.begin(), content.files.end());
  std::sort(content.folders.begin(), content.folders.end());
  return content;
}

EnteredFolders::EnteredFolders(const fs::path& root) {
  std::error_code error;
  root_ = fs::canonical(root, error);
}

bool EnteredFolders::enter(const fs::path& folder, bool by_link) {
  if (!by_link)
    return true;
  std::error_code error;
  const fs::path canonical = fs::canonical(folder, error);
  // One that cannot be resolved is entered, to be told of.
  if (error)
    return true;
  return !lies_below(canonical, root_) && outside_.insert(canonical).second;
}

}  // namespace leadwise::cli
