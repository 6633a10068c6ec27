#pragma once

#include <optional>
#include <string>

#include <torch/types.h>

#include "leadwise/error.hpp"
#include "parallel/launch.hpp"

namespace leadwise::training {

/// The device that a process learns on. `wanted`: auto (a GPU where there is one), cpu or cuda. A single GPU is the process's
/// own: whoever starts it (Slurm, Kubernetes) may show each process no other. Of several, LOCAL_RANK says which, else RANK,
/// counted round. Whether another process has the same one is not seen here. Errors: InvalidArgument where cuda is wanted and there is none, and where LOCAL_RANK is not below the number of
/// several GPUs.
Result<torch::Device> choose_device(const std::string& wanted, std::size_t gpus, const Launch& launch);

/// GPUs that libtorch can use here.
std::size_t count_gpus();

/// Has GPUs answer the same every time and as other devices do: by algorithms that repeat (libtorch warns where it has none) and
/// with all 24 bits of a float, of which they drop 13 in convolutions unasked (TF32); products of bfloat16 are summed in floats. To be called before anything is computed on one.
void make_repeatable();

/// Has this process work on its GPU alone, also where libtorch or NCCL is not told which: on the first one all processes of a machine
/// would take memory. Nothing on the CPU.
void take_device(const torch::Device& device);

/// The most memory that tensors have taken of the device so far, in MB (10^6 bytes); nullopt on the CPU.
std::optional<double> device_peak_memory_mb(const torch::Device& device);

}  // namespace leadwise::training
