#pragma once

#include <string>
#include <vector>

#include "leadwise/reader.hpp"

namespace leadwise::bench {

/// A record's files in memory, its own first.
struct StoredRecord {
  std::vector<std::string> names;
  std::vector<std::vector<std::uint8_t>> bytes;

  std::vector<FileBytes> files() const;
};

std::vector<std::uint8_t> file_bytes(const std::string& path);

/// A WFDB header and the files that it names.
StoredRecord stored_record(const std::string& header_path);

void write_doubles(const std::string& path, const std::vector<double>& values);
void write_bytes(const std::string& path, const std::vector<std::uint8_t>& bytes);

}  // namespace leadwise::bench
