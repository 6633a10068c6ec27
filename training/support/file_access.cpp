#include "support/file_access.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace leadwise::training {
namespace {

Error not_writable(const std::filesystem::path& path) {
  return {ErrorCode::FileNotWritable, "cannot write \"" + path.string() + "\""};
}

}  // namespace

Result<std::vector<std::uint8_t>> read_file(const std::filesystem::path& path) {
  std::error_code status;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path, status))
    return fail(ErrorCode::FileNotReadable, "cannot read \"" + path.string() + "\"");
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad())
    return fail(ErrorCode::FileNotReadable, "reading \"" + path.string() + "\" broke off");
  return bytes;
}

Result<void> write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  return write_file(path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

Result<void> write_file(const std::filesystem::path& path, std::string_view text) {
  const auto unfinished = std::filesystem::path(path.string() + ".unfinished");
  {
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream.flush())
      return tl::unexpected(not_writable(path));
  }
  std::error_code status;
  std::filesystem::rename(unfinished, path, status);
  if (status)
    return tl::unexpected(not_writable(path));
  return {};
}

Result<void> create_folder(const std::filesystem::path& path) {
  std::error_code status;
  std::filesystem::create_directories(path, status);
  if (status)
    return tl::unexpected(not_writable(path));
  return {};
}

}  // namespace leadwise::training
