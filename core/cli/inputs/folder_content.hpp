#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::cli {

/// Something in a folder that cannot be looked at, and why (FileNotReadable).
struct UnreadableEntry {
  std::filesystem::path path;
  Error error;
};

/// What lies in one folder, sorted by name.
struct FolderContent {
  std::vector<std::filesystem::path> files;    ///< also those that a symbolic link leads to
  std::vector<std::filesystem::path> folders;  ///< the same
  std::vector<UnreadableEntry> unreadable;
  std::size_t others = 0;           ///< devices, pipes and the like
  std::optional<Error> error = {};  ///< why not all of it could be listed
};

FolderContent content_of(const std::filesystem::path& folder);

/// Which folders below a root are entered, so that each is entered once though symbolic links lead to it, and none forever.
class EnteredFolders {
 public:
  explicit EnteredFolders(const std::filesystem::path& root);

  /// Whether to enter a folder that lies below the root by its name. `by_link` says that a symbolic link is on the way.
  bool enter(const std::filesystem::path& folder, bool by_link);

 private:
  std::filesystem::path root_;
  /// Outside of the root only: what lies below the root is entered by its own name.
  std::set<std::filesystem::path> outside_;
};

}  // namespace leadwise::cli
