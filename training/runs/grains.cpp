#include "runs/grains.hpp"

#include <torch/torch.h>

namespace leadwise::training {
namespace {

/// Takes the gradients away from the parameters.
std::vector<torch::Tensor> taken(const std::vector<torch::Tensor>& parameters) {
  std::vector<torch::Tensor> gradients;
  for (const auto& parameter : parameters) {
    gradients.push_back(parameter.grad());
    parameter.mutable_grad() = torch::Tensor();
  }
  return gradients;
}

void add(const std::vector<torch::Tensor>& gradients, const std::vector<torch::Tensor>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto& sum = parameters[i].mutable_grad();
    if (gradients[i].defined())
      sum = sum.defined() ? sum.add_(gradients[i]) : gradients[i];
  }
}

struct PairwiseSum {
  const std::vector<torch::Tensor>& parameters;
  std::size_t grains;
  const std::function<Result<void>(std::size_t)>& add_gradients;

  /// Of the grains first, first + step, first + 2 step ... Two grains alone need no room of their own: the second is added
  /// to the first where that lies.
  Result<void> of_every(std::size_t step, std::size_t first) const {
    if (step >= grains)
      return add_gradients(first);
    if (auto done = of_every(2 * step, first); !done)
      return done;
    const bool are_two = 2 * step >= grains;
    const auto half = are_two ? std::vector<torch::Tensor>() : taken(parameters);
    if (auto done = of_every(2 * step, first + step); !done)
      return done;
    if (!are_two)
      add(half, parameters);
    return {};
  }
};

}  // namespace

std::size_t grain_count(std::size_t batch_size, std::size_t grain) {
  std::size_t count = 1;
  while (count * grain < batch_size)
    count *= 2;
  return count;
}

std::vector<std::vector<std::int64_t>> rows_of_grains(const std::vector<std::size_t>& positions, std::size_t batch_size,
                                                      std::size_t grains) {
  std::vector<std::vector<std::int64_t>> rows(grains);
  for (std::size_t row = 0; row < positions.size(); ++row)
    rows[positions[row] % batch_size % grains].push_back(static_cast<std::int64_t>(row));
  return rows;
}

Result<void> sum_pairwise(const std::vector<torch::Tensor>& parameters, std::size_t grains,
                          const std::function<Result<void>(std::size_t grain)>& add_gradients) {
  return PairwiseSum{parameters, grains, add_gradients}.of_every(1, 0);
}

}  // namespace leadwise::training
