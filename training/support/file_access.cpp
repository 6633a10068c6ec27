#include "support/file_access.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

#include "support/durable_file.hpp"

namespace leadwise::training {
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

Result<bool> is_there(const std::filesystem::path& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type == std::filesystem::file_type::none)
    return fail(ErrorCode::FileNotReadable,
                "cannot tell whether there is \"" + path.string() + "\": " + error.message());
  return type != std::filesystem::file_type::not_found;
}

Result<void> write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  auto file = DurableFile::create(path);
  if (!file)
    return tl::unexpected(file.error());
  if (auto written = file->write(bytes); !written)
    return written;
  return file->keep();
}

Result<void> write_file(const std::filesystem::path& path, std::string_view text) {
  return write_file(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

Result<void> create_folder(const std::filesystem::path& path) {
  std::error_code status;
  std::filesystem::create_directories(path, status);
  if (status)
    return fail(ErrorCode::FileNotWritable, "cannot write \"" + path.string() + "\"");
  return {};
}

}  // namespace leadwise::training
