#include "network/dropout.hpp"

#include <torch/torch.h>

namespace leadwise::training {

Dropout::Dropout(double share, std::vector<Random> examples) : share_(share), examples_(std::move(examples)) {}

torch::Tensor Dropout::operator()(const torch::Tensor& x) {
  if (share_ == 0.0 || examples_.empty())
    return x;
  auto mask = torch::empty(x.sizes(), torch::kFloat32);
  const auto kept = static_cast<float>(1.0 / (1.0 - share_));
  const std::int64_t width = x.numel() / x.size(0);
  float* value = mask.data_ptr<float>();
  for (auto& example : examples_)
    for (std::int64_t i = 0; i < width; ++i)
      *value++ = example.uniform() < share_ ? 0.0F : kept;
  return x * mask.to(x.device());
}

}  // namespace leadwise::training
