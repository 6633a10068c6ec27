#include <cmath>
#include <cstring>
#include <set>

#include "half.hpp"
#include "layer_shape.hpp"
#include "leadwise/weight_file.hpp"
#include "model_description_check.hpp"
#include "quantise.hpp"
#include "stored_model.hpp"

namespace leadwise {
namespace {

using nn::TensorToWrite;

tl::unexpected<Error> mismatch(const std::string& name, const std::string& why) {
  return fail(ErrorCode::TensorMismatch, "tensor " + name + " " + why);
}

Result<void> check_tensor(const TensorShape& expected, const FloatTensor& given) {
  if (given.shape != expected.shape) {
    return mismatch(expected.name,
                    "has shape " + nn::shape_text(given.shape) + ", should have " + nn::shape_text(expected.shape));
  }
  if (nn::tensor_values(given.shape) != given.values.size()) {
    return mismatch(expected.name, "holds " + std::to_string(given.values.size()) + " values, not those of its shape");
  }
  for (const float value : given.values) {
    if (!std::isfinite(value))
      return mismatch(expected.name, "holds values that are not finite numbers");
  }
  return {};
}

template <class T>
std::vector<std::uint8_t> as_bytes(const std::vector<T>& values) {
  std::vector<std::uint8_t> bytes(values.size() * sizeof(T));
  if (!bytes.empty())
    std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

/// The file's tensors by width, so that writing them in this order keeps each aligned.
struct ToWrite {
  std::vector<TensorToWrite> floats, halves, bytes;

  void add_float(const std::string& name, std::vector<std::size_t> shape, const std::vector<float>& values) {
    floats.push_back({name, "F32", std::move(shape), as_bytes(values)});
  }

  Result<void> add_half(const std::string& name, const FloatTensor& tensor) {
    std::vector<std::uint16_t> converted;
    converted.reserve(tensor.values.size());
    for (const float value : tensor.values) {
      converted.push_back(nn::half_from_float(value));
      if (!std::isfinite(nn::float_from_half(converted.back()))) {
        return mismatch(name, "holds a value too large for fp16");
      }
    }
    halves.push_back({name, "F16", tensor.shape, as_bytes(converted)});
    return {};
  }

  void add_int8(const std::string& name, const FloatTensor& tensor) {
    const auto quantised = nn::quantise_per_channel(tensor.values, tensor.shape.front());
    bytes.push_back({name, "I8", tensor.shape, as_bytes(quantised.values)});
    add_float(name + std::string(nn::kScaleSuffix), {tensor.shape.front()}, quantised.scales);
  }

  std::vector<TensorToWrite> in_order() && {
    for (auto& tensor : halves)
      floats.push_back(std::move(tensor));
    for (auto& tensor : bytes)
      floats.push_back(std::move(tensor));
    return std::move(floats);
  }
};

Result<void> add_tensor(ToWrite& file, std::string_view dtype, const std::string& name, const FloatTensor& tensor) {
  if (dtype == "F16")
    return file.add_half(name, tensor);
  if (dtype == "I8") {
    file.add_int8(name, tensor);
  } else {
    file.add_float(name, tensor.shape, tensor.values);
  }
  return {};
}

Result<void> check_nothing_else(const std::vector<TensorShape>& expected,
                                const std::map<std::string, FloatTensor>& tensors) {
  std::set<std::string> names;
  for (const TensorShape& tensor : expected)
    names.insert(tensor.name);
  for (const auto& tensor : tensors) {
    if (names.count(tensor.first) == 0)
      return mismatch(tensor.first, "is not in the model description");
  }
  return {};
}

}  // namespace

Result<std::vector<std::uint8_t>> write_weight_file(const ModelDescription& description,
                                                    const std::map<std::string, FloatTensor>& tensors) {
  if (auto checked = nn::check_model_description(description); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  const auto expected = expected_tensors(description);
  ToWrite file;
  for (const TensorShape& tensor : expected) {
    const auto given = tensors.find(tensor.name);
    if (given == tensors.end())
      return fail(ErrorCode::MissingTensor, "tensor " + tensor.name + " is missing");
    auto added = check_tensor(tensor, given->second);
    const auto dtype = nn::stored_dtype(description.weight_type, tensor.is_weight);
    if (added)
      added = add_tensor(file, dtype, tensor.name, given->second);
    if (!added)
      return tl::unexpected<Error>(added.error());
  }
  if (auto rest = check_nothing_else(expected, tensors); !rest)
    return tl::unexpected<Error>(rest.error());
  const std::map<std::string, std::string> metadata = {
      {std::string(nn::kDescriptionKey), model_description_json(description)}};
  return nn::write_safetensors(metadata, std::move(file).in_order());
}

}  // namespace leadwise
