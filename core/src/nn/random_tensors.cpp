#include <cmath>

#include "leadwise/random.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise {
namespace {

/// Values that one output sums over: all dimensions but the first (output channels).
std::size_t fan_in(const std::vector<std::size_t>& shape) {
  std::size_t product = 1;
  for (std::size_t i = 1; i < shape.size(); ++i)
    product *= shape[i];
  return product;
}

FloatTensor normal_tensor(const std::vector<std::size_t>& shape, double sd, Random& random) {
  FloatTensor tensor{shape, {}};
  const std::size_t count = shape.front() * fan_in(shape);
  tensor.values.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    tensor.values.push_back(static_cast<float>(sd * random.normal()));
  return tensor;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// He et al. 2015: variance 2 / fan-in before a ReLU. The last linear layers have none behind them, and log-variances
/// should start near 0, so that exp of them does not start the training off balance.
double initial_sd(const TensorShape& tensor) {
  if (!tensor.is_weight)
    return ends_with(tensor.name, "lead_embedding") ? 0.02 : 0.0;
  const double gain = ends_with(tensor.name, "logvar.weight") ? 0.01 : ends_with(tensor.name, "mu.weight") ? 1.0 : 2.0;
  return std::sqrt(gain / static_cast<double>(fan_in(tensor.shape)));
}

}  // namespace

std::map<std::string, FloatTensor> random_tensors(const ModelDescription& description, std::uint64_t seed) {
  std::map<std::string, FloatTensor> tensors;
  std::uint64_t stream = 0;
  for (const TensorShape& tensor : expected_tensors(description)) {
    // A stream of its own per tensor: adding a head leaves the other tensors as they were.
    Random random(seed, stream++);
    tensors.emplace(tensor.name, normal_tensor(tensor.shape, initial_sd(tensor), random));
  }
  return tensors;
}

}  // namespace leadwise
