#include "model_work.hpp"

#include <algorithm>

#include "layer_shape.hpp"
#include "model_description_check.hpp"

namespace leadwise::nn {
namespace {

/// Counted in double: a sum over hostile layers may not wrap.
struct Work {
  double kernel_steps = 0.0;
  double multiplications = 0.0;

  void add(const Work& other, double times) {
    kernel_steps += times * other.kernel_steps;
    multiplications += times * other.multiplications;
  }
};

Work layer_work(const Layer& layer, const ActivationShape& input, const ActivationShape& output) {
  const auto weight = weight_shape(layer);
  if (weight.empty())
    return {};
  const auto steps = static_cast<double>(std::max(input.length, output.length));
  const auto values = static_cast<double>(tensor_values(weight).value_or(kLargestTensor));
  return {weight.size() == 3 ? steps * static_cast<double>(weight[1]) : 0.0, steps * values};
}

Work stack_work(const std::vector<Layer>& layers, ActivationShape input) {
  Work work;
  for (const Layer& layer : layers) {
    const auto output = output_shape(layer, input, "");
    if (!output)
      break;
    work.add(layer_work(layer, input, *output), 1.0);
    input = *output;
  }
  return work;
}

Work encoder_work(const ModelDescription& model) {
  Work work = stack_work(model.encoder.trunk, sequence_shape(model.samples, 1));
  for (const auto& readout : model.encoder.readouts)
    work.add(stack_work(readout, trunk_output(model)), 1.0);
  work.multiplications += 2.0 * static_cast<double>(readout_width(model)) * static_cast<double>(model.latent_size);
  return work;
}

}  // namespace

Result<void> check_model_work(const ModelDescription& model) {
  const auto leads = static_cast<double>(model.leads.size());
  Work work;
  work.add(encoder_work(model), leads);
  const Work decoder = stack_work(model.decoder.layers, vector_shape(model.latent_size));
  work.kernel_steps += decoder.kernel_steps;
  work.multiplications += leads * decoder.multiplications;
  for (const HeadDescription& head : model.heads)
    work.add(stack_work(head.layers, vector_shape(head_input_width(model, head))), 1.0);
  if (work.kernel_steps <= kMostModelKernelSteps && work.multiplications <= kMostModelMultiplications)
    return {};
  return fail(ErrorCode::TooLarge, "model description: all layers together take too much work or memory");
}

}  // namespace leadwise::nn
