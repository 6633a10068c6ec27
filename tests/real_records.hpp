#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/reader.hpp"

/// The folder of real data beside the project, or where LEADWISE_DATA says. Tests skip where it is absent.
inline std::string data_folder() {
  const char* set = std::getenv("LEADWISE_DATA");
  return set != nullptr ? set : LEADWISE_GOLDEN_DIR "/../../../shared/data";
}

inline std::vector<std::uint8_t> file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A WFDB record of one signal file named as its header; nullopt where it is not there or not readable.
inline std::optional<leadwise::EcgRecord> real_record(const std::string& path_without_ending,
                                                      const std::string& signal_ending = ".dat") {
  const std::string name = path_without_ending.substr(path_without_ending.rfind('/') + 1);
  const std::vector<std::uint8_t> header = file_bytes(path_without_ending + ".hea");
  const std::vector<std::uint8_t> signals = file_bytes(path_without_ending + signal_ending);
  const std::vector<leadwise::FileBytes> files = {{name + ".hea", header}, {name + signal_ending, signals}};
  auto record = leadwise::read_record(files);
  return record ? std::optional(*std::move(record)) : std::nullopt;
}
