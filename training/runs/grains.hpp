#pragma once

#include <functional>
#include <vector>

#include <torch/types.h>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Gradients in grains: few examples at a time, added up pairwise, so that floats are rounded alike however many processes
/// share a step. A batch falls into a power of two of grains, by turns: with 2n grains, those of even number hold what one
/// of two processes with half the batch has in its n, and are added up first, as that process adds them up.

/// The smallest power of two of grains that leaves none with more than `grain` of `batch_size` examples.
std::size_t grain_count(std::size_t batch_size, std::size_t grain);

/// Rows of a batch by grain; `positions` are the rows' places in this process's share of the plan, of which every
/// batch_size make a batch. What could not be made is missing, and shifts no other example.
std::vector<std::vector<std::int64_t>> rows_of_grains(const std::vector<std::size_t>& positions, std::size_t batch_size,
                                                      std::size_t grains);

/// Calls `add_gradients(grain)`, which adds a grain's gradients to the parameters', for every grain. Holds log2(grains) - 1
/// sets of gradients more. Error: the first that a grain ends with.
Result<void> sum_pairwise(const std::vector<torch::Tensor>& parameters, std::size_t grains,
                          const std::function<Result<void>(std::size_t grain)>& add_gradients);

}  // namespace leadwise::training
