#include "explain/linear_pass.hpp"

#include "explain/float_rows.hpp"

namespace leadwise::nn {

Batch LinearPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, layer_.out_features);
  auto sums = writable_rows(out.values, out.width);
  sums.noalias() = float_rows(in.values, in.width) * float_rows(weight_, layer_.in_features).transpose();
  sums.rowwise() += float_vector(bias_);
  return out;
}

Batch LinearPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, layer_.in_features);
  writable_rows(back.values, back.width).noalias() =
      float_rows(gradient.values, gradient.width) * float_rows(weight_, layer_.in_features);
  return back;
}

}  // namespace leadwise::nn
