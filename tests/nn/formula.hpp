#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>

#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise::testing {

// The numbers that scripts/make_nn_golden.py computes too: an integer hash and operations without rounding, so that
// weights of any size need not be stored.

inline std::uint32_t fnv1a(const std::string& text) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char c : text)
    hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x01000193U;
  return hash;
}

/// In [-1, 1), a multiple of 2^-23.
inline double formula_uniform(std::uint32_t name, std::size_t i) {
  std::uint32_t h = static_cast<std::uint32_t>(i) + name;
  h ^= h >> 16U;
  h *= 0x7FEB352DU;
  h ^= h >> 15U;
  h *= 0x846CA68BU;
  h ^= h >> 16U;
  return static_cast<double>(h >> 8U) / 8388608.0 - 1.0;
}

inline bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

inline double formula_amplitude(const TensorShape& tensor, double head_gain) {
  std::size_t fan_in = 1;
  for (std::size_t i = 1; i < tensor.shape.size(); ++i)
    fan_in *= tensor.shape[i];
  const double gain = ends_with(tensor.name, "logvar.weight") ? 0.05 : 2.0;
  double amplitude = std::sqrt(3.0 * gain / static_cast<double>(fan_in));
  if (ends_with(tensor.name, "bias"))
    amplitude = 0.1;
  if (ends_with(tensor.name, "lead_embedding"))
    amplitude = 0.5;
  return tensor.name.rfind("head.", 0) == 0 ? amplitude * head_gain : amplitude;
}

inline std::map<std::string, FloatTensor> formula_tensors(const ModelDescription& model, double head_gain) {
  std::map<std::string, FloatTensor> tensors;
  for (const TensorShape& expected : expected_tensors(model)) {
    const double amplitude = formula_amplitude(expected, head_gain);
    const std::uint32_t name = fnv1a(expected.name);
    std::size_t count = 1;
    for (const std::size_t extent : expected.shape)
      count *= extent;
    FloatTensor tensor{expected.shape, {}};
    tensor.values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      tensor.values.push_back(static_cast<float>(formula_uniform(name, i) * amplitude));
    }
    tensors.emplace(expected.name, std::move(tensor));
  }
  return tensors;
}

inline double formula_sample(std::uint32_t name, Lead lead, unsigned number, std::size_t i) {
  double slow = 0.0;
  for (std::size_t k = 0; k < 16; ++k)
    slow += formula_uniform(name, i + k);
  const double phase = static_cast<double>(i % 400) - 200.0 - 8.0 * number;
  const double spike = std::max(0.0, 6.0 - 0.5 * std::fabs(phase));
  return 4.0 * slow / 16.0 + (lead_index(lead) % 2 == 0 ? spike : -spike);
}

inline ModelInput formula_input(const std::vector<Lead>& leads, unsigned number) {
  ModelInput input;
  input.standardised.leads = leads;
  input.standardised.sample_count = kWindowSamples;
  for (const Lead lead : leads) {
    const auto name = fnv1a("input." + std::string(lead_name(lead)) + "." + std::to_string(number));
    for (std::size_t i = 0; i < kWindowSamples; ++i) {
      input.standardised.values.push_back(formula_sample(name, lead, number, i));
    }
    input.log_sd_mv.push_back(-1.5 + 0.125 * static_cast<double>(lead_index(lead)) + 0.0625 * number);
  }
  return input;
}

}  // namespace leadwise::testing
