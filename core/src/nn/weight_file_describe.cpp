#include "leadwise/weight_file.hpp"
#include "stored_model.hpp"

namespace leadwise {
namespace {

/// Wider types first, as write_weight_file puts them, so that every tensor stays aligned.
std::vector<nn::TensorToWrite> copied_tensors(const nn::Safetensors& file) {
  std::vector<nn::TensorToWrite> tensors;
  for (const char* dtype : {"F32", "F16", "I8"}) {
    for (const auto& [name, tensor] : file.tensors) {
      if (tensor.dtype == dtype)
        tensors.push_back({name, tensor.dtype, tensor.shape, {tensor.bytes.begin(), tensor.bytes.end()}});
    }
  }
  return tensors;
}

}  // namespace

Result<std::vector<std::uint8_t>> with_description(std::span<const std::uint8_t> safetensors,
                                                   const ModelDescription& description) {
  if (const auto whole = nn::StoredModel::open(safetensors); !whole)
    return tl::unexpected<Error>(whole.error());
  const auto file = nn::parse_safetensors(safetensors);
  if (!file)
    return tl::unexpected<Error>(file.error());
  const std::map<std::string, std::string> metadata = {
      {std::string(nn::kDescriptionKey), model_description_json(description)}};
  auto bytes = nn::write_safetensors(metadata, copied_tensors(*file));
  // Checks the description, and the tensors against it.
  if (const auto described = nn::StoredModel::open(bytes); !described)
    return tl::unexpected<Error>(described.error());
  return bytes;
}

}  // namespace leadwise
