#include "support/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

/// A limit on the size of files (EFBIG) or a quota is no space left, as far as the writer can tell.
bool is_no_space(int cause) { return cause == ENOSPC || cause == EDQUOT || cause == EFBIG; }

Error write_failure(const fs::path& path, std::uint64_t bytes_written, int cause) {
  return {is_no_space(cause) ? ErrorCode::DiskFull : ErrorCode::FileNotWritable,
          "cannot write \"" + path.string() + "\" beyond " + std::to_string(bytes_written) +
              " bytes: " + std::strerror(cause)};
}

/// Counts on `bytes_written` as it goes. False: errno says why.
bool write_all(int descriptor, std::span<const std::uint8_t> bytes, std::uint64_t& bytes_written) {
  while (!bytes.empty()) {
    const auto count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return false;
    bytes_written += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

/// Whether the open file still bears the name: another program may have given it its final one since.
bool is_named(int descriptor, const fs::path& path) {
  struct stat open = {}, named = {};
  return fstat(descriptor, &open) == 0 && stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
         open.st_ino == named.st_ino;
}

/// The file of this name, which no other program writes to; what an earlier one has left in it is gone. -1: errno says why,
/// EWOULDBLOCK that another one does. Where the file system has no locks nobody is kept out.
int open_alone(const fs::path& path) {
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
      return descriptor;
    const bool taken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!taken && is_named(descriptor, path)) {
      // What is no file but a device cannot be cut, and need not be.
      [[maybe_unused]] const int cut = ftruncate(descriptor, 0);
      return descriptor;
    }
    close(descriptor);
    if (taken)
      break;
  }
  errno = EWOULDBLOCK;
  return -1;
}

/// A rename is on the disk once the folder is.
void flush_folder(const fs::path& folder) {
  const int descriptor = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return;
  fsync(descriptor);
  close(descriptor);
}

}  // namespace

DurableFile::DurableFile(fs::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

DurableFile::DurableFile(DurableFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_written_(other.bytes_written_) {}

DurableFile& DurableFile::operator=(DurableFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(bytes_written_, other.bytes_written_);
  return *this;
}

DurableFile::~DurableFile() {
  if (descriptor_ < 0)
    return;
  // In this order: once it is closed another program may write to it.
  std::error_code ignored;
  fs::remove(unfinished(), ignored);
  close(descriptor_);
}

fs::path DurableFile::unfinished() const { return path_.string() + std::string(kUnfinishedEnding); }

Error DurableFile::failure() const { return write_failure(path_, bytes_written_, errno); }

Result<DurableFile> DurableFile::create(const fs::path& path) {
  DurableFile file(path, -1);
  file.descriptor_ = open_alone(file.unfinished());
  if (file.descriptor_ < 0 && errno == EWOULDBLOCK)
    return fail(ErrorCode::FileNotWritable, "another program writes \"" + path.string() + "\"");
  if (file.descriptor_ < 0)
    return tl::unexpected(file.failure());
  return file;
}

Result<void> DurableFile::write(std::span<const std::uint8_t> bytes) {
  if (!write_all(descriptor_, bytes, bytes_written_))
    return tl::unexpected(failure());
  return {};
}

Result<void> DurableFile::write(std::string_view text) {
  return write(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void DurableFile::start_flushing() const { sync_file_range(descriptor_, 0, 0, SYNC_FILE_RANGE_WRITE); }

Result<void> DurableFile::keep() {
  if (fsync(descriptor_) != 0)
    return tl::unexpected(failure());
  // Closed behind that: until it has its name no other program may write to it. What is on the disk no closing can lose.
  if (std::rename(unfinished().c_str(), path_.c_str()) != 0)
    return tl::unexpected(failure());
  close(std::exchange(descriptor_, -1));
  flush_folder(path_.parent_path());
  return {};
}

Result<void> append_durably(const fs::path& path, std::span<const std::uint8_t> bytes) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0)
    return tl::unexpected(write_failure(path, 0, errno));
  const off_t before = lseek(descriptor, 0, SEEK_END);
  std::uint64_t written = before < 0 ? 0 : static_cast<std::uint64_t>(before);
  const bool whole = write_all(descriptor, bytes, written) && fsync(descriptor) == 0;
  const Error error = write_failure(path, written, errno);
  // What is no file but a device cannot be cut, and need not be.
  [[maybe_unused]] const int cut = whole ? 0 : ftruncate(descriptor, before);
  close(descriptor);
  return whole ? Result<void>{} : tl::unexpected(error);
}

}  // namespace leadwise::training
