#pragma once

#include <torch/types.h>

namespace leadwise::training {

/// While it lives, libtorch computes convolutions and linear layers of this thread in bfloat16 on the device, from
/// weights that stay float. Does nothing where it is not `on`.
class Autocast {
 public:
  Autocast(bool on, const torch::Device& device);
  ~Autocast();
  Autocast(const Autocast&) = delete;
  Autocast& operator=(const Autocast&) = delete;

 private:
  bool on_;
  torch::DeviceType device_;
  bool before_ = false;
};

}  // namespace leadwise::training
