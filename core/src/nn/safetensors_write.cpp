#include <nlohmann/json.hpp>

#include "safetensors.hpp"

namespace leadwise::nn {
namespace {

using Json = nlohmann::ordered_json;

std::string header_text(const std::map<std::string, std::string>& metadata, const std::vector<TensorToWrite>& tensors) {
  Json header;
  header["__metadata__"] = metadata;
  std::size_t begin = 0;
  for (const auto& tensor : tensors) {
    const std::size_t end = begin + tensor.bytes.size();
    header[tensor.name] = {{"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
    begin = end;
  }
  std::string text = header.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.append((8 - text.size() % 8) % 8, ' ');
  return text;
}

}  // namespace

std::vector<std::uint8_t> write_safetensors(const std::map<std::string, std::string>& metadata,
                                            const std::vector<TensorToWrite>& tensors) {
  const std::string header = header_text(metadata, tensors);
  std::vector<std::uint8_t> file;
  std::size_t size = 8 + header.size();
  for (const auto& tensor : tensors)
    size += tensor.bytes.size();
  file.reserve(size);
  for (unsigned i = 0; i < 8; ++i) {
    file.push_back(static_cast<std::uint8_t>((static_cast<std::uint64_t>(header.size()) >> (8U * i)) & 0xFFU));
  }
  file.insert(file.end(), header.begin(), header.end());
  for (const auto& tensor : tensors)
    file.insert(file.end(), tensor.bytes.begin(), tensor.bytes.end());
  return file;
}

}  // namespace leadwise::nn
