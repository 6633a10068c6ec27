#include "bench_records.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace leadwise::bench {

std::vector<FileBytes> StoredRecord::files() const {
  std::vector<FileBytes> files;
  for (std::size_t i = 0; i < names.size(); ++i)
    files.push_back({names[i], bytes[i]});
  return files;
}

std::vector<std::uint8_t> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

StoredRecord stored_record(const std::string& header_path) {
  const std::filesystem::path path(header_path);
  StoredRecord record{{path.filename().string()}, {file_bytes(header_path)}};
  for (const std::string& name : referenced_files({record.names.front(), record.bytes.front()})) {
    record.names.push_back(name);
    record.bytes.push_back(file_bytes((path.parent_path() / name).string()));
  }
  return record;
}

void write_doubles(const std::string& path, const std::vector<double>& values) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(double)));
}

void write_bytes(const std::string& path, const std::vector<std::uint8_t>& bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace leadwise::bench
