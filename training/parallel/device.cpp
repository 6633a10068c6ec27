#include "parallel/device.hpp"

#include <torch/torch.h>
#include <torch/version.h>
#include <cstdlib>
#ifdef USE_C10D_NCCL
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#endif

namespace leadwise::training {
namespace {

/// Sums of products of bfloat16 are to be kept in floats on GPUs; libtorch of before 2.0 cannot be told.
template <class Context>
void sum_in_floats(Context& context) {
  if constexpr (requires { context.setAllowBF16ReductionCuBLAS(false); })
    context.setAllowBF16ReductionCuBLAS(false);
}

}  // namespace

Result<torch::Device> choose_device(const std::string& wanted, std::size_t gpus, const Launch& launch) {
  if (wanted == "cpu" || (wanted == "auto" && gpus == 0))
    return torch::Device(torch::kCPU);
  if (gpus == 0)
    return fail(ErrorCode::InvalidArgument, "config key \"device\" is cuda, and libtorch finds no GPU here");
  const int place = gpus == 1 ? 0 : launch.local_rank.value_or(launch.rank % static_cast<int>(gpus));
  if (static_cast<std::size_t>(place) >= gpus)
    return fail(ErrorCode::InvalidArgument, "environment variable LOCAL_RANK is " + std::to_string(place) +
                                                ", and there are " + std::to_string(gpus) + " GPUs");
  return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(place));
}

std::size_t count_gpus() { return torch::cuda::is_available() ? torch::cuda::device_count() : 0; }

void make_repeatable() {
  // As cuBLAS asks for its sums to repeat; it reads this when it is first used.
  setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);
  auto& context = at::globalContext();
  context.setDeterministicCuDNN(true);
  context.setBenchmarkCuDNN(false);
  constexpr bool kWarnOnly = true;
  context.setDeterministicAlgorithms(true, kWarnOnly);
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 2)
  context.setDeterministicFillUninitializedMemory(false);  // nothing here reads what nobody wrote
#endif
  context.setAllowTF32CuDNN(false);
  context.setAllowTF32CuBLAS(false);
  sum_in_floats(context);
}

void take_device(const torch::Device& device) {
#ifdef USE_C10D_NCCL
  if (device.is_cuda())
    c10::cuda::set_device(device.index());
#endif
  static_cast<void>(device);
}

std::optional<double> device_peak_memory_mb(const torch::Device& device) {
#ifdef USE_C10D_NCCL
  constexpr double kMegabyte = 1e6;
  if (device.is_cuda())  // of all pools together, as the first number counts
    return static_cast<double>(
               c10::cuda::CUDACachingAllocator::getDeviceStats(device.index()).allocated_bytes[0].peak) /
           kMegabyte;
#endif
  static_cast<void>(device);
  return std::nullopt;
}

}  // namespace leadwise::training
