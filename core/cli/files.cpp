#include "files.hpp"

#include <algorithm>
#include <fstream>
#include <new>
#include <system_error>

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

std::string why(const fs::path& path, const std::string& what) { return path.string() + ": " + what; }

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

Result<void> write_file(const fs::path& path, const Bytes& bytes) {
  fs::path part = path;
  part += ".part";
  std::ofstream stream(part, std::ios::binary | std::ios::trunc);
  stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::error_code error;
  if (stream)
    fs::rename(part, path, error);
  if (!stream || error) {
    fs::remove(part, error);
    return fail(ErrorCode::FileNotWritable, why(path, "it cannot be written"));
  }
  return {};
}

}  // namespace leadwise::cli
