#include "leadwise/weight_file.hpp"
#include "stored_model.hpp"

namespace leadwise {

Result<WeightFile> read_weight_file(std::span<const std::uint8_t> safetensors) {
  auto stored = nn::StoredModel::open(safetensors);
  if (!stored)
    return tl::unexpected<Error>(stored.error());
  WeightFile file;
  file.description = stored->description();
  for (TensorShape& tensor : expected_tensors(file.description)) {
    FloatTensor floats{std::move(tensor.shape), stored->floats(tensor.name)};
    file.tensors.emplace(std::move(tensor.name), std::move(floats));
  }
  return file;
}

}  // namespace leadwise
