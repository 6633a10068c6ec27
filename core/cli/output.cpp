#include "output.hpp"

#include <cstdio>
#include <filesystem>

#include "files.hpp"
#include "leadwise/writer.hpp"

namespace leadwise::cli {

namespace fs = std::filesystem;

namespace {

/// The record's name: the file's, without the ending that the format adds itself. Other points belong to the
/// name.
std::string record_name(const fs::path& path) {
  return path.extension() == ".hea" ? path.stem().string() : path.filename().string();
}

}  // namespace

Result<void> write_output(const EcgRecord& record, const std::string& format, const std::string& out,
                          bool identifiers) {
  const fs::path path(out);
  const auto files = write_record(record, format, record_name(path), identifiers);
  if (!files)
    return tl::unexpected(files.error());
  for (const OutputFile& file : *files) {
    const auto written = write_file(files->size() == 1 ? path : path.parent_path() / file.name, file.bytes);
    if (!written)
      return written;
  }
  return {};
}

void print_error(const std::string& what, const Error& error) {
  std::fprintf(stderr, "%s: %s: %s", what.c_str(), std::string(error_name(error.code)).c_str(), error.message.c_str());
  if (error.offset)
    std::fprintf(stderr, " (at byte %llu)", static_cast<unsigned long long>(*error.offset));
  std::fputc('\n', stderr);
}

}  // namespace leadwise::cli
