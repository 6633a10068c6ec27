#include "int8_linear.hpp"

#include <algorithm>
#include <cmath>

#include "graph_builder.hpp"

namespace leadwise::nn {
namespace {

/// The library quantises by the range it finds. Two activations with weights of 0 pin that range to -128..127 steps.
constexpr std::size_t kPins = 2;
constexpr float kLowestStep = -128.0F, kHighestStep = 127.0F;
constexpr float kFineSteps = 254.0F;

ChannelQuantised with_pins(const StoredModel& stored, const std::string& name, const Linear& layer) {
  const auto values = stored.int8_values(name);
  ChannelQuantised padded{{}, stored.int8_scales(name)};
  padded.values.reserve(values.size() + kPins * layer.out_features);
  for (std::size_t row = 0; row < layer.out_features; ++row) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * layer.in_features);
    padded.values.insert(padded.values.end(), begin, begin + static_cast<std::ptrdiff_t>(layer.in_features));
    padded.values.insert(padded.values.end(), kPins, std::int8_t{0});
  }
  return padded;
}

float step_for(std::span<const float> x) {
  float largest = 0.0F;
  for (const float value : x)
    largest = std::max(largest, std::fabs(value));
  const float step = largest / kHighestStep;
  return std::isnormal(step / kFineSteps) ? step : 1.0F;
}

void pin(std::span<float> row, float step) {
  row[row.size() - 2] = kLowestStep * step;
  row[row.size() - 1] = kHighestStep * step;
}

void split(std::span<const float> x, std::span<float> coarse, std::span<float> fine) {
  const float step = step_for(x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    coarse[i] = std::nearbyint(x[i] / step) * step;
    fine[i] = x[i] - coarse[i];
  }
  pin(coarse, step);
  pin(fine, step / kFineSteps);
}

}  // namespace

Result<Int8Linear> Int8Linear::build(const Workspace& workspace, const StoredModel& stored, const Linear& layer,
                                     const std::vector<std::string>& names) {
  const Linear pinned = {layer.in_features + kPins, layer.out_features};
  GraphBuilder graph(workspace, sequence_shape(2, pinned.in_features), names.size());
  std::vector<std::vector<float>> biases;
  for (const std::string& name : names) {
    graph.output(graph.int8_linear(graph.input(), pinned, with_pins(stored, name + ".weight", layer)));
    biases.push_back(stored.floats(name + ".bias"));
  }
  auto network = std::move(graph).build();
  if (!network)
    return tl::unexpected<Error>(network.error());
  return Int8Linear(std::move(*network), std::move(biases));
}

Result<std::vector<std::vector<float>>> Int8Linear::run(std::span<const float> x) {
  const auto input = network_.input();
  split(x, input.first(input.size() / 2), input.last(input.size() / 2));
  if (auto ran = network_.run(); !ran)
    return tl::unexpected<Error>(ran.error());
  std::vector<std::vector<float>> sums = biases_;
  for (std::size_t layer = 0; layer < sums.size(); ++layer) {
    const auto digits = network_.output(layer);
    const std::size_t width = sums[layer].size();
    for (std::size_t i = 0; i < width; ++i)
      sums[layer][i] += digits[i] + digits[width + i];
  }
  return sums;
}

}  // namespace leadwise::nn
