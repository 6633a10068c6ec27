#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"
#include "safetensors.hpp"

namespace leadwise::nn {

inline constexpr std::string_view kDescriptionKey = "leadwise.model";
inline constexpr std::string_view kScaleSuffix = "_scale";

/// A weight file found to hold exactly what its description says. Refers to the file's bytes.
class StoredModel {
 public:
  /// Errors: InvalidWeightFile, InvalidModelDescription, MissingTensor, TensorMismatch, TooLarge.
  static Result<StoredModel> open(std::span<const std::uint8_t> file);

  const ModelDescription& description() const { return description_; }

  /// A tensor's values as floats, whatever it is stored as. `name` must be one of expected_tensors.
  std::vector<float> floats(const std::string& name) const;

  /// Whether the tensor is stored as int8, and then its values and the scales of its output channels.
  bool is_int8(const std::string& name) const;
  std::vector<std::int8_t> int8_values(const std::string& name) const;
  std::vector<float> int8_scales(const std::string& name) const;

 private:
  Result<void> check_tensors() const;
  Result<void> check_tensor(const TensorShape& expected) const;
  Result<void> check_stored(const std::string& name, const std::vector<std::size_t>& shape,
                            std::string_view dtype) const;
  Result<void> check_scales(const std::string& name) const;
  Result<void> check_nothing_else(const std::vector<TensorShape>& expected) const;

  ModelDescription description_;
  Safetensors file_;
};

/// How tensors of this kind are stored: "F32", "F16" or "I8".
std::string_view stored_dtype(WeightType type, bool is_weight);

/// "(64, 5, 48)"
std::string shape_text(const std::vector<std::size_t>& shape);

}  // namespace leadwise::nn
