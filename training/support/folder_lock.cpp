#include "support/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <utility>

namespace leadwise::training {

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder, const char* name, const std::string& who) {
  const auto path = folder / name;
  FolderLock lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0)
    return fail(ErrorCode::FileNotWritable, "cannot write \"" + path.string() + "\"");
  if (flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0)
    return lock;
  if (errno == EWOULDBLOCK)
    return fail(ErrorCode::InvalidArgument, who + " writes to \"" + folder.string() + "\"");
  std::cerr << "\"" << path.string() << "\" cannot be locked here (" << std::strerror(errno)
            << "): see to it that nothing else writes to this folder\n";
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0)
    close(descriptor_);
}

}  // namespace leadwise::training
