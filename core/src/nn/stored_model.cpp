#include "stored_model.hpp"

#include <cmath>
#include <cstring>
#include <set>
#include <utility>

#include "half.hpp"

namespace leadwise::nn {
namespace {

tl::unexpected<Error> invalid_model(const std::string& what) {
  return fail(ErrorCode::InvalidWeightFile, "weight file: " + what);
}

tl::unexpected<Error> mismatch(const std::string& name, const std::string& why) {
  return fail(ErrorCode::TensorMismatch, "weight file: tensor " + name + " " + why);
}

template <class T>
std::vector<T> copied(std::span<const std::uint8_t> bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty())
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

template <class T>
T value_at(std::span<const std::uint8_t> bytes, std::size_t i) {
  T value;
  std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
  return value;
}

bool is_finite(const StoredTensor& tensor) {
  const bool is_half = tensor.dtype == "F16";
  if (!is_half && tensor.dtype != "F32")
    return true;
  const std::size_t width = is_half ? 2 : 4;
  for (std::size_t i = 0; i < tensor.bytes.size() / width; ++i) {
    const float value =
        is_half ? float_from_half(value_at<std::uint16_t>(tensor.bytes, i)) : value_at<float>(tensor.bytes, i);
    if (!std::isfinite(value))
      return false;
  }
  return true;
}

}  // namespace

std::string_view stored_dtype(WeightType type, bool is_weight) {
  if (!is_weight || type == WeightType::fp32)
    return "F32";
  return type == WeightType::fp16 ? "F16" : "I8";
}

std::string shape_text(const std::vector<std::size_t>& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + ")";
}

Result<StoredModel> StoredModel::open(std::span<const std::uint8_t> bytes) {
  auto file = parse_safetensors(bytes);
  if (!file)
    return tl::unexpected<Error>(file.error());
  const auto text = file->metadata.find(std::string(kDescriptionKey));
  if (text == file->metadata.end())
    return invalid_model("its __metadata__ does not hold " + std::string(kDescriptionKey));
  auto description = parse_model_description(text->second);
  if (!description)
    return tl::unexpected<Error>(description.error());
  StoredModel model;
  model.description_ = std::move(*description);
  model.file_ = std::move(*file);
  if (auto checked = model.check_tensors(); !checked)
    return tl::unexpected<Error>(checked.error());
  return model;
}

Result<void> StoredModel::check_tensors() const {
  const auto expected = expected_tensors(description_);
  for (const TensorShape& tensor : expected) {
    if (auto checked = check_tensor(tensor); !checked)
      return checked;
  }
  return check_nothing_else(expected);
}

Result<void> StoredModel::check_tensor(const TensorShape& expected) const {
  const auto dtype = stored_dtype(description_.weight_type, expected.is_weight);
  if (auto checked = check_stored(expected.name, expected.shape, dtype); !checked)
    return checked;
  if (dtype != "I8")
    return {};
  const std::string scale = expected.name + std::string(kScaleSuffix);
  if (auto checked = check_stored(scale, {expected.shape.front()}, "F32"); !checked)
    return checked;
  return check_scales(scale);
}

Result<void> StoredModel::check_stored(const std::string& name, const std::vector<std::size_t>& shape,
                                       std::string_view dtype) const {
  const auto found = file_.tensors.find(name);
  if (found == file_.tensors.end()) {
    return fail(ErrorCode::MissingTensor, "weight file: tensor " + name + " is missing");
  }
  const StoredTensor& stored = found->second;
  if (stored.dtype != dtype)
    return mismatch(name, "is " + stored.dtype + ", should be " + std::string(dtype));
  if (stored.shape != shape) {
    return mismatch(name, "has shape " + shape_text(stored.shape) + ", should have " + shape_text(shape));
  }
  if (!is_finite(stored))
    return invalid_model("tensor " + name + " holds values that are not finite numbers");
  return {};
}

Result<void> StoredModel::check_scales(const std::string& name) const {
  constexpr float kLargestMagnitude = 128.0F;  // of an int8
  for (const float scale : floats(name)) {
    if (!(scale > 0.0F && std::isnormal(scale) && std::isfinite(scale * kLargestMagnitude))) {
      return invalid_model("tensor " + name + " holds a scale that is not a positive number of sane size");
    }
  }
  return {};
}

Result<void> StoredModel::check_nothing_else(const std::vector<TensorShape>& expected) const {
  std::set<std::string> names;
  for (const TensorShape& tensor : expected) {
    names.insert(tensor.name);
    if (is_int8(tensor.name))
      names.insert(tensor.name + std::string(kScaleSuffix));
  }
  for (const auto& stored : file_.tensors) {
    if (names.count(stored.first) == 0)
      return mismatch(stored.first, "is not in the model description");
  }
  return {};
}

bool StoredModel::is_int8(const std::string& name) const { return file_.tensors.at(name).dtype == "I8"; }

std::vector<std::int8_t> StoredModel::int8_values(const std::string& name) const {
  return copied<std::int8_t>(file_.tensors.at(name).bytes);
}

std::vector<float> StoredModel::int8_scales(const std::string& name) const {
  return floats(name + std::string(kScaleSuffix));
}

std::vector<float> StoredModel::floats(const std::string& name) const {
  const StoredTensor& stored = file_.tensors.at(name);
  if (stored.dtype == "F32")
    return copied<float>(stored.bytes);
  std::vector<float> values;
  if (stored.dtype == "F16") {
    const std::size_t count = stored.bytes.size() / 2;
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
      values.push_back(float_from_half(value_at<std::uint16_t>(stored.bytes, i)));
    return values;
  }
  values.reserve(stored.bytes.size());
  const auto scales = int8_scales(name);
  const std::size_t per_channel = stored.bytes.size() / scales.size();
  auto next = stored.bytes.begin();
  for (const float scale : scales) {
    for (std::size_t i = 0; i < per_channel; ++i)
      values.push_back(static_cast<float>(static_cast<std::int8_t>(*next++)) * scale);
  }
  return values;
}

}  // namespace leadwise::nn
