#include "runs/optimizer_step.hpp"

#include <ATen/Parallel.h>
#include <torch/torch.h>
#include <algorithm>
#include <cmath>
#include <sstream>

#include "runs/adamw_update.hpp"

namespace leadwise::training {
namespace {

/// What one thread takes at a time: 2^15 parameters, their gradients and moments are half a megabyte.
constexpr std::int64_t kChunk = std::int64_t{1} << 15;

using torch::optim::AdamWOptions;
using torch::optim::AdamWParamState;

/// libtorch 1.13 names a parameter's state by its address in words, 2.x by the address itself.
template <class Key>
Key state_key(torch::TensorImpl* address) {
  if constexpr (std::is_pointer_v<Key>) {
    return address;
  } else {
    std::ostringstream words;
    words << address;
    return words.str();
  }
}

AdamWParamState& state_of(torch::optim::AdamW& optimizer, const torch::Tensor& parameter) {
  auto& states = optimizer.state();
  using Key = std::decay_t<decltype(states.begin()->first)>;
  auto& state = states[state_key<Key>(parameter.unsafeGetTensorImpl())];
  if (!state) {
    auto fresh = std::make_unique<AdamWParamState>();
    fresh->exp_avg(torch::zeros_like(parameter));
    fresh->exp_avg_sq(torch::zeros_like(parameter));
    state = std::move(fresh);
  }
  return static_cast<AdamWParamState&>(*state);
}

std::vector<torch::Tensor> with_gradient(const torch::optim::AdamW& optimizer) {
  std::vector<torch::Tensor> parameters;
  for (const auto& group : optimizer.param_groups())
    std::copy_if(group.params().begin(), group.params().end(), std::back_inserter(parameters),
                 [](const torch::Tensor& parameter) { return parameter.grad().defined(); });
  return parameters;
}

/// Floats in a row in this machine's memory.
bool is_plain(const torch::Tensor& parameter) {
  const auto& gradient = parameter.grad();
  return parameter.is_cpu() && parameter.scalar_type() == torch::kFloat32 && parameter.is_contiguous() &&
         gradient.scalar_type() == torch::kFloat32 && gradient.is_contiguous();
}

double gradient_norm(const std::vector<torch::Tensor>& parameters) {
  double sum = 0.0;
  for (const auto& parameter : parameters) {
    const float* gradient = parameter.grad().data_ptr<float>();
    sum += at::parallel_reduce(
        0, parameter.numel(), kChunk, 0.0,
        [&](std::int64_t first, std::int64_t last, double start) {
          return start + sum_of_squares(gradient + first, static_cast<std::size_t>(last - first));
        },
        std::plus<>());
  }
  return std::sqrt(sum);
}

AdamWFactors factors_of(const AdamWOptions& options, std::int64_t step, double gradient_scale) {
  const auto [beta1, beta2] = options.betas();
  const double correction1 = 1.0 - std::pow(beta1, static_cast<double>(step));
  const double correction2 = 1.0 - std::pow(beta2, static_cast<double>(step));
  AdamWFactors factors{};
  factors.gradient_scale = static_cast<float>(gradient_scale);
  factors.decay = static_cast<float>(1.0 - options.lr() * options.weight_decay());
  factors.beta1 = static_cast<float>(beta1);
  factors.beta2 = static_cast<float>(beta2);
  factors.step_size = static_cast<float>(options.lr() / correction1);
  factors.root_scale = static_cast<float>(1.0 / std::sqrt(correction2));
  factors.epsilon = static_cast<float>(options.eps());
  return factors;
}

void update(torch::optim::AdamW& optimizer, torch::Tensor& parameter, const AdamWOptions& options, double scale) {
  auto& state = state_of(optimizer, parameter);
  state.step(state.step() + 1);
  const auto factors = factors_of(options, state.step(), scale);
  float* const values = parameter.data_ptr<float>();
  const float* const gradient = parameter.grad().data_ptr<float>();
  float* const mean = state.exp_avg().data_ptr<float>();
  float* const square = state.exp_avg_sq().data_ptr<float>();
  at::parallel_for(0, parameter.numel(), kChunk, [&](std::int64_t first, std::int64_t last) {
    update_adamw(values + first, gradient + first, mean + first, square + first, static_cast<std::size_t>(last - first),
                 factors);
  });
}

}  // namespace

// Else the next ones would be added to zeros: two passes over memory more.
void forget_gradients(torch::optim::AdamW& optimizer) {
  for (auto& group : optimizer.param_groups())
    for (auto& parameter : group.params())
      parameter.mutable_grad() = torch::Tensor();
}

double clip_and_step(torch::optim::AdamW& optimizer, double largest_norm, double divisor) {
  const torch::NoGradGuard no_gradient;
  const auto parameters = with_gradient(optimizer);
  if (!std::all_of(parameters.begin(), parameters.end(), is_plain)) {
    for (const auto& parameter : parameters)
      parameter.grad().div_(divisor);
    const double norm = torch::nn::utils::clip_grad_norm_(parameters, largest_norm);
    if (std::isfinite(norm))
      optimizer.step();
    return norm;
  }
  const double norm = gradient_norm(parameters) / divisor;
  if (!std::isfinite(norm))
    return norm;
  const double scale = std::min(1.0, largest_norm / (norm + 1e-6)) / divisor;
  for (auto& group : optimizer.param_groups())
    for (auto& parameter : group.params())
      if (parameter.grad().defined())
        update(optimizer, parameter, static_cast<const AdamWOptions&>(group.options()), scale);
  return norm;
}

double step(torch::optim::AdamW& optimizer, const torch::Tensor& loss, double largest_norm) {
  forget_gradients(optimizer);
  loss.backward();
  return clip_and_step(optimizer, largest_norm);
}

}  // namespace leadwise::training
