#include "network/wide_linear.hpp"

#include <dlfcn.h>
#include <torch/torch.h>

namespace leadwise::training {
namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// oneDNN's public sgemm: row after row, C (m, n) = alpha op(A) op(B) + beta C.
using Product = int (*)(char, char, std::int64_t m, std::int64_t n, std::int64_t k, float alpha, const float* a,
                        std::int64_t a_row, const float* b, std::int64_t b_row, float beta, float* c,
                        std::int64_t c_row);

/// libtorch brings oneDNN along without its headers, and some packages hide its names: null there.
Product onednn_product() {
  static const auto product = reinterpret_cast<Product>(dlsym(RTLD_DEFAULT, "dnnl_sgemm"));
  return product;
}

/// op(a) op(b), where op turns what is marked with 'T'.
Tensor product_of(const Tensor& a, char turn_a, const Tensor& b, char turn_b) {
  const auto rows = a.size(turn_a == 'T' ? 1 : 0), inner = a.size(turn_a == 'T' ? 0 : 1);
  const auto columns = b.size(turn_b == 'T' ? 0 : 1);
  auto result = torch::empty({rows, columns}, torch::kFloat32);
  const int status = onednn_product()(turn_a, turn_b, rows, columns, inner, 1.0F, a.data_ptr<float>(), a.size(1),
                                      b.data_ptr<float>(), b.size(1), 0.0F, result.data_ptr<float>(), columns);
  TORCH_CHECK(status == 0, "oneDNN refuses a product of matrices");
  return result;
}

struct WideLinear : torch::autograd::Function<WideLinear> {
  static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias) {
    context->save_for_backward({x, weight});
    // The weights first: the other way round takes twice as long.
    return product_of(weight, 'N', x, 'T').t().contiguous().add_(bias);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const auto saved = context->get_saved_variables();
    const auto& x = saved[0];
    const auto& weight = saved[1];
    const auto gradient = gradients[0].contiguous();
    variable_list of_inputs(3);
    if (context->needs_input_grad(0))
      of_inputs[0] = product_of(gradient, 'N', weight, 'N');
    if (context->needs_input_grad(1))
      of_inputs[1] = product_of(gradient, 'T', x, 'N');
    if (context->needs_input_grad(2))
      of_inputs[2] = gradient.sum(0);
    return of_inputs;
  }
};

bool is_float_here(const Tensor& tensor) { return tensor.is_cpu() && tensor.scalar_type() == torch::kFloat32; }

}  // namespace

bool is_wide_linear(const Tensor& x, const Tensor& weight) {
  constexpr std::int64_t kInputsAnOutput = 16;
  return x.dim() == 2 && is_float_here(x) && is_float_here(weight) && weight.is_contiguous() &&
         weight.size(1) >= kInputsAnOutput * weight.size(0) && onednn_product() != nullptr;
}

Tensor wide_linear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  return WideLinear::apply(x.contiguous(), weight, bias);
}

}  // namespace leadwise::training
