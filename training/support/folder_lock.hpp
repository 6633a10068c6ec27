#pragma once

#include <filesystem>
#include <string>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// That one program at a time writes to a folder. Held until it is destroyed or the program ends, however it ends. Where the file
/// system has no locks that is said on stderr, and nothing is held.
class FolderLock {
 public:
  /// Locks `folder` by the file `name` in it. Errors: FileNotWritable; InvalidArgument where another program holds it, which
  /// `who` names.
  static Result<FolderLock> take(const std::filesystem::path& folder, const char* name, const std::string& who);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace leadwise::training
