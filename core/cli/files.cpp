#include "files.hpp"

#include <algorithm>
#include <cstdio>
#include <deque>
#include <fstream>
#include <new>
#include <system_error>

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;

std::string why(const fs::path& path, const std::string& what) { return path.string() + ": " + what; }

Result<void> not_writable(const fs::path& path, const std::string& what = "it cannot be written") {
  return fail(ErrorCode::FileNotWritable, why(path, what));
}

bool write_all(std::FILE* file, const Bytes& bytes) {
  return file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() && std::fflush(file) == 0;
}

using Write = std::function<bool(std::FILE*)>;

bool write_and_close(std::FILE* file, const Write& write) {
  const bool written = file != nullptr && write(file);
  return file != nullptr && std::fclose(file) == 0 && written;
}

Write writing(const Bytes& bytes) {
  return [&bytes](std::FILE* file) { return write_all(file, bytes); };
}

/// Into a device or a pipe: it is not ours to replace.
Result<void> write_through(const fs::path& path, const Bytes& bytes) {
  return write_and_close(std::fopen(path.c_str(), "wb"), writing(bytes)) ? Result<void>() : not_writable(path);
}

/// The file that a chain of symbolic links leads to, whether it is there or not yet.
fs::path target_of(fs::path path) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(path, error); ++i) {
    const fs::path target = fs::read_symlink(path, error);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

/// What is to stand in the place of a file, written whole under another name beside it. It goes with this unless it was put
/// in place.
class Replacement {
 public:
  Replacement(const fs::path& path, const fs::file_status& replaced)
      : path_(target_of(path)), part_(path_.string() + ".leadwise-part"), replaced_(replaced) {}
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() { remove_part(); }

  const fs::path& path() const { return path_; }

  bool write(const Write& write) {
    remove_part();
    return write_and_close(std::fopen(part_.c_str(), "wbx"), write);
  }

  bool put_in_place() {
    std::error_code error;
    if (fs::exists(replaced_))
      fs::permissions(part_, replaced_.permissions(), error);
    fs::rename(part_, path_, error);
    return !error;
  }

 private:
  void remove_part() {
    std::error_code error;
    fs::remove(part_, error);
  }

  fs::path path_, part_;
  fs::file_status replaced_;
};

Result<void> replace_file(const fs::path& path, const fs::file_status& replaced, const Write& write) {
  Replacement replacement(path, replaced);
  return replacement.write(write) && replacement.put_in_place() ? Result<void>() : not_writable(path);
}

/// Of a path that may be written to.
Result<fs::file_status> writable_status(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::status_known(status))
    return tl::unexpected(not_writable(path, error.message()).error());
  if (fs::is_directory(status))
    return tl::unexpected(not_writable(path, "it is a folder").error());
  return status;
}

bool is_replaceable(const fs::file_status& status) { return !fs::exists(status) || fs::is_regular_file(status); }

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::uintmax_t at_most) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (error || !fs::exists(status))
    return fail(ErrorCode::FileNotReadable, why(path, "there is no such file"));
  if (!fs::is_regular_file(status))
    return fail(ErrorCode::FileNotReadable, why(path, "it is not a regular file"));
  const std::uintmax_t size = std::min(fs::file_size(path, error), at_most);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream)
    return fail(ErrorCode::FileNotReadable, why(path, "it cannot be opened"));
  try {
    Bytes bytes(size);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad())
      return fail(ErrorCode::FileNotReadable, why(path, "reading it failed"));
    return bytes;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::OutOfMemory, why(path, "no memory for " + std::to_string(size) + " bytes"));
  }
}

bool is_standard_output(const fs::path& path) {
  return path == "-" || path == "/dev/stdout" || path == "/dev/fd/1" || path == "/proc/self/fd/1";
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

Result<void> write_file(const fs::path& path, const Bytes& bytes) {
  if (is_standard_output(path))
    return write_all(stdout, bytes) ? Result<void>() : not_writable(path);
  const auto status = writable_status(path);
  if (!status)
    return tl::unexpected(status.error());
  return is_replaceable(*status) ? replace_file(path, *status, writing(bytes)) : write_through(path, bytes);
}

Result<void> write_files(std::span<const NamedBytes> files) {
  std::deque<Replacement> replacements;
  for (const NamedBytes& file : files) {
    const auto status = writable_status(file.path);
    if (!status)
      return tl::unexpected(status.error());
    if (!is_replaceable(*status)) {
      if (auto written = write_through(file.path, file.bytes); !written)
        return written;
    } else if (!replacements.emplace_back(file.path, *status).write(writing(file.bytes))) {
      return not_writable(file.path);
    }
  }
  for (auto replacement = replacements.rbegin(); replacement != replacements.rend(); ++replacement) {
    if (!replacement->put_in_place())
      return not_writable(replacement->path());
  }
  return {};
}

Result<void> rewrite_file(const fs::path& path, const std::function<bool(std::FILE*)>& write) {
  std::error_code error;
  return replace_file(path, fs::status(path, error), write);
}

}  // namespace leadwise::cli
