#include "layer_shape.hpp"

#include <algorithm>

namespace leadwise::nn {
namespace {

/// Works out one layer's output, with the place it stands at for messages.
class ShapeRule {
 public:
  ShapeRule(const ActivationShape& input, const std::string& place) : in_(input), place_(place) {}

  Result<ActivationShape> operator()(const Conv1d& layer) const {
    if (auto fit = check_kernel(layer.in_channels, layer.kernel, layer.stride, layer.padding); !fit)
      return fit;
    const std::size_t padded = in_.length + 2 * layer.padding;
    if (padded < layer.kernel)
      return misfit("has a kernel longer than its padded input");
    return sequence_shape((padded - layer.kernel) / layer.stride + 1, layer.out_channels);
  }

  Result<ActivationShape> operator()(const ConvTranspose1d& layer) const {
    if (auto fit = check_kernel(layer.in_channels, layer.kernel, layer.stride, layer.padding); !fit)
      return fit;
    if (layer.output_padding >= layer.stride)
      return misfit("has an output_padding that is not below its stride");
    const std::size_t full = (in_.length - 1) * layer.stride + layer.kernel + layer.output_padding;
    if (full <= 2 * layer.padding)
      return misfit("leaves nothing of its input");
    return sequence_shape(full - 2 * layer.padding, layer.out_channels);
  }

  Result<ActivationShape> operator()(const Linear& layer) const {
    if (!in_.is_vector)
      return misfit("needs a vector, its input is " + to_text(in_));
    if (layer.in_features != in_.channels)
      return width_misfit("in_features", layer.in_features);
    return vector_shape(layer.out_features);
  }

  Result<ActivationShape> operator()(const Relu&) const { return in_; }

  Result<ActivationShape> operator()(const Flatten&) const {
    if (in_.is_vector)
      return misfit("needs a sequence, its input is " + to_text(in_));
    return vector_shape(in_.values());
  }

  Result<ActivationShape> operator()(const GlobalAveragePool&) const {
    if (in_.is_vector)
      return misfit("needs a sequence, its input is " + to_text(in_));
    return vector_shape(in_.channels);
  }

  Result<ActivationShape> operator()(const Reshape& layer) const {
    if (!in_.is_vector)
      return misfit("needs a vector, its input is " + to_text(in_));
    if (layer.channels == 0 || layer.length != in_.channels / layer.channels || in_.channels % layer.channels != 0) {
      return misfit("does not hold the values of its input, which is " + to_text(in_));
    }
    return sequence_shape(layer.length, layer.channels);
  }

 private:
  Result<ActivationShape> check_kernel(std::size_t in_channels, std::size_t kernel, std::size_t stride,
                                       std::size_t padding) const {
    if (in_.is_vector)
      return misfit("needs a sequence, its input is " + to_text(in_));
    if (in_channels != in_.channels)
      return width_misfit("in_channels", in_channels);
    if (kernel == 0 || stride == 0)
      return misfit("has a kernel or stride of 0");
    if (kernel > kLongestKernel || stride > kLongestKernel) {
      return misfit("has a kernel or stride above " + std::to_string(kLongestKernel));
    }
    // A padding as wide as the kernel would make outputs of nothing but padding.
    if (padding >= kernel)
      return misfit("has a padding that is not below its kernel");
    return in_;
  }

  tl::unexpected<Error> width_misfit(const char* field, std::size_t stated) const {
    return misfit(std::string("has ") + field + " " + std::to_string(stated) + ", its input is " + to_text(in_));
  }

  tl::unexpected<Error> misfit(const std::string& why) const {
    return fail(ErrorCode::InvalidModelDescription, "model description: " + place_ + " " + why);
  }

  const ActivationShape& in_;
  const std::string& place_;
};

tl::unexpected<Error> too_large(const std::string& place, const std::string& what) {
  return fail(ErrorCode::TooLarge, "model description: " + place + " " + what);
}

/// Whether a layer takes too long or too much memory, judged from above: every weight meets every step of the longer of
/// input and output, and the inference library keeps a pointer for every step and place in the kernel.
bool is_too_much_work(const std::vector<std::size_t>& weight, const ActivationShape& input,
                      const ActivationShape& output) {
  if (weight.empty())
    return false;
  const std::size_t steps = std::max(input.length, output.length);
  if (weight.size() == 3 && steps > kMostKernelSteps / weight[1])
    return true;
  return steps > kLargestLayerWork / tensor_values(weight).value_or(kLargestLayerWork + 1);
}

}  // namespace

std::string to_text(const ActivationShape& shape) {
  if (shape.is_vector)
    return "a vector of " + std::to_string(shape.channels);
  return "a sequence (" + std::to_string(shape.length) + ", " + std::to_string(shape.channels) + ")";
}

std::vector<std::size_t> weight_shape(const Layer& layer) {
  if (const auto* conv = std::get_if<Conv1d>(&layer))
    return {conv->out_channels, conv->kernel, conv->in_channels};
  if (const auto* conv = std::get_if<ConvTranspose1d>(&layer)) {
    return {conv->out_channels, conv->kernel, conv->in_channels};
  }
  if (const auto* linear = std::get_if<Linear>(&layer))
    return {linear->out_features, linear->in_features};
  return {};
}

std::optional<std::size_t> tensor_values(const std::vector<std::size_t>& shape) {
  std::size_t values = 1;
  for (const std::size_t extent : shape) {
    if (extent != 0 && values > kLargestTensor / extent)
      return std::nullopt;
    values *= extent;
  }
  return values;
}

Result<ActivationShape> output_shape(const Layer& layer, const ActivationShape& input, const std::string& place) {
  const auto weight = weight_shape(layer);
  if (!tensor_values(weight)) {
    return too_large(place, "has a weight of more than " + std::to_string(kLargestTensor) + " values");
  }
  auto output = std::visit(ShapeRule(input, place), layer);
  if (!output)
    return output;
  if (output->length == 0 || output->channels == 0) {
    return fail(ErrorCode::InvalidModelDescription, "model description: " + place + " has no output");
  }
  if (output->length > kLargestActivation / output->channels)
    return too_large(place, "makes too many values");
  if (is_too_much_work(weight, input, *output))
    return too_large(place, "takes too much work");
  return output;
}

Result<ActivationShape> output_shape(const std::vector<Layer>& layers, ActivationShape input,
                                     const std::string& place) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    auto output = output_shape(layers[i], input, place + "[" + std::to_string(i) + "]");
    if (!output)
      return output;
    input = *output;
  }
  return input;
}

}  // namespace leadwise::nn
