#include <utility>

#include "explain/conv1d_pass.hpp"
#include "explain/conv_transpose1d_pass.hpp"
#include "explain/global_average_pool_pass.hpp"
#include "explain/layer_pass.hpp"
#include "explain/linear_pass.hpp"
#include "explain/relu_pass.hpp"
#include "explain/same_values_pass.hpp"

namespace leadwise::nn {
namespace {

using Pass = std::unique_ptr<LayerPass>;

/// Loads one layer of whatever type.
class PassLoader {
 public:
  PassLoader(const ActivationShape& input, const StoredModel& stored, const std::string& prefix)
      : input_(input), stored_(stored), prefix_(prefix) {}

  Pass operator()(const Conv1d& layer) const { return std::make_unique<Conv1dPass>(layer, input_, weight(), bias()); }
  Pass operator()(const ConvTranspose1d& layer) const {
    return std::make_unique<ConvTranspose1dPass>(layer, input_, weight(), bias());
  }
  Pass operator()(const Linear& layer) const { return std::make_unique<LinearPass>(layer, weight(), bias()); }
  Pass operator()(const Relu&) const { return std::make_unique<ReluPass>(); }
  Pass operator()(const Flatten&) const { return std::make_unique<SameValuesPass>(); }
  Pass operator()(const GlobalAveragePool&) const { return std::make_unique<GlobalAveragePoolPass>(input_); }
  Pass operator()(const Reshape&) const { return std::make_unique<SameValuesPass>(); }

 private:
  std::vector<float> weight() const { return stored_.floats(prefix_ + ".weight"); }
  std::vector<float> bias() const { return stored_.floats(prefix_ + ".bias"); }

  const ActivationShape& input_;
  const StoredModel& stored_;
  const std::string& prefix_;
};

}  // namespace

Pass load_layer_pass(const Layer& layer, const ActivationShape& input, const StoredModel& stored,
                     const std::string& prefix) {
  return std::visit(PassLoader(input, stored, prefix), layer);
}

}  // namespace leadwise::nn
