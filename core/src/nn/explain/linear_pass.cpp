#include "explain/linear_pass.hpp"

#include "explain/matrix_product.hpp"

namespace leadwise::nn {

Batch LinearPass::forward(Batch in, ReluMasks& /*masks*/) const {
  Batch out(in.points, layer_.out_features);
  fill_rows(bias_, out.values);
  const std::vector<float> turned = transposed(weight_, layer_.in_features);
  add_product(float_rows(in.values, in.width), float_rows(turned, layer_.out_features), out.values);
  return out;
}

Batch LinearPass::backward(Batch gradient, ReluMasks& /*masks*/) const {
  Batch back(gradient.points, layer_.in_features);
  add_product(float_rows(gradient.values, gradient.width), float_rows(weight_, layer_.in_features), back.values);
  return back;
}

}  // namespace leadwise::nn
