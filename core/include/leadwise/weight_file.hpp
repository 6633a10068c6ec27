#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise {

/// A tensor as training hands it over: fp32, in the file's channels-last order.
struct FloatTensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

/// Writes a weight file: one safetensors file whose metadata holds the description. Weights are converted to
/// description.weight_type (int8: symmetric per output channel, largest magnitude = 127).
/// Errors: MissingTensor, TensorMismatch (the tensors must be exactly expected_tensors(description)).
Result<std::vector<std::uint8_t>> write_weight_file(const ModelDescription& description,
                                                    const std::map<std::string, FloatTensor>& tensors);

/// Reads a weight file back to fp32 (int8 and fp16 are expanded), every tensor checked against the
/// description. Errors: InvalidWeightFile, InvalidModelDescription, MissingTensor, TensorMismatch.
struct WeightFile {
  ModelDescription description;
  std::map<std::string, FloatTensor> tensors;
};
Result<WeightFile> read_weight_file(std::span<const std::uint8_t> safetensors);

/// The same file under another description of the same tensors: every stored value stays as it is, bit by bit. Errors: those
/// of read_weight_file, also where the tensors are not those of the new description.
Result<std::vector<std::uint8_t>> with_description(std::span<const std::uint8_t> safetensors,
                                                   const ModelDescription& description);

/// A head drawn at random (seeded) or an untrained model of a preset, for tests and for training's starting
/// point.
std::map<std::string, FloatTensor> random_tensors(const ModelDescription& description, std::uint64_t seed);

}  // namespace leadwise
