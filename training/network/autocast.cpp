#include "network/autocast.hpp"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace leadwise::training {
namespace {

// libtorch 2.4 names the device where earlier ones had a function for each.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
bool is_on(torch::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
void turn(torch::DeviceType device, bool on) {
  at::autocast::set_autocast_enabled(device, on);
  at::autocast::set_autocast_dtype(device, torch::kBFloat16);
}
#else
bool is_on(torch::DeviceType device) {
  return device == torch::kCUDA ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
}
void turn(torch::DeviceType device, bool on) {
  if (device == torch::kCUDA) {
    at::autocast::set_enabled(on);
    at::autocast::set_autocast_gpu_dtype(torch::kBFloat16);
    return;
  }
  at::autocast::set_cpu_enabled(on);
  at::autocast::set_autocast_cpu_dtype(torch::kBFloat16);
}
#endif

}  // namespace

Autocast::Autocast(bool on, const torch::Device& device) : on_(on), device_(device.type()) {
  if (!on_)
    return;
  before_ = is_on(device_);
  at::autocast::increment_nesting();
  turn(device_, true);
}

Autocast::~Autocast() {
  if (!on_)
    return;
  // Weights turned to bfloat16 are kept as long as they may be used again.
  if (at::autocast::decrement_nesting() == 0)
    at::autocast::clear_cache();
  turn(device_, before_);
}

}  // namespace leadwise::training
