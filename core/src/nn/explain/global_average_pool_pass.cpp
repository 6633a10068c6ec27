#include "explain/global_average_pool_pass.hpp"

#include "explain/float_rows.hpp"

namespace leadwise::nn {

Batch GlobalAveragePoolPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, input_.channels);
  for (std::size_t point = 0; point < in.points; ++point) {
    writable_rows(out.row(point), out.width) = float_rows(in.row(point), input_.channels).colwise().mean();
  }
  return out;
}

Batch GlobalAveragePoolPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, input_.values());
  for (std::size_t point = 0; point < gradient.points; ++point) {
    writable_rows(back.row(point), input_.channels).rowwise() =
        float_vector(gradient.row(point)) / static_cast<float>(input_.length);
  }
  return back;
}

}  // namespace leadwise::nn
