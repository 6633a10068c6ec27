#include "explain/global_average_pool_pass.hpp"

namespace leadwise::nn {

Batch GlobalAveragePoolPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, input_.channels);
  for (std::size_t point = 0; point < in.points; ++point) {
    const auto row = in.row(point), mean = out.row(point);
    for (std::size_t i = 0; i < row.size(); ++i)
      mean[i % input_.channels] += row[i];
    for (float& value : mean)
      value /= static_cast<float>(input_.length);
  }
  return out;
}

Batch GlobalAveragePoolPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, input_.values());
  for (std::size_t point = 0; point < gradient.points; ++point) {
    const auto row = back.row(point), mean = gradient.row(point);
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = mean[i % input_.channels] / static_cast<float>(input_.length);
  }
  return back;
}

}  // namespace leadwise::nn
