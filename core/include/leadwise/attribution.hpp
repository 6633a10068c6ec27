#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

/// What one lead did to a logit, in the logit's own unit (log odds).
struct LeadAttribution {
  Lead lead;
  /// One a sample of the window. The model sees a standardised lead: this is about its shape, never its millivolts.
  std::vector<double> samples;
  /// What its log SD in mV did; 0 where the head is not given it.
  double amplitude = 0.0;

  double shape() const;
};

/// Integrated gradients (Sundararajan et al. 2017) of one head's logit: what each part of the input did to it on the straight way
/// from a baseline to the input. All parts together are the difference of the two logits; how far a sum over `steps` pieces
/// of the way misses that is the measure of its accuracy.
struct Attribution {
  double logit = 0.0;
  double baseline_logit = 0.0;
  std::size_t steps = 0;
  /// Those of the head, in its order.
  std::vector<LeadAttribution> leads;

  double total() const;
  /// total() minus the difference of the logits, in the logit's unit.
  double gap() const;
  /// |gap| over the difference's size; infinite where the logits are equal and there is a gap.
  double relative_gap() const;
};

namespace nn {
class StoredModel;
}

/// Weights opened for explaining: the network with every weight as the number that it stands for, in fp32. Where the Model
/// quantises activations (docs/weight-format.md), this one does not. Const calls may run at the same time.
class Explainer {
 public:
  /// Refers to the bytes of a weight file, which must outlive it. Errors: as Model::load.
  static Result<Explainer> open(std::span<const std::uint8_t> safetensors);

  Explainer(Explainer&&) noexcept;
  Explainer& operator=(Explainer&&) noexcept;
  ~Explainer();

  const ModelDescription& description() const;

  /// Attributes the head's logit for `input`, counted from `baseline`. Both must hold the head's leads, each with
  /// description().samples values. Takes twice as many steps until the gap is at most kLargestRelativeGap of the
  /// difference or kLargestGap, and kMostSteps at most. Errors: NoSuchHead; UnsupportedLeadSet naming the lead;
  /// InvalidArgument for another shape; NonFiniteSample; InferenceFailed where the network overflows; TooLarge where it needs
  /// too much memory.
  Result<Attribution> attribute(const ModelInput& input, const ModelInput& baseline, const HeadDescription& head) const;

  static constexpr std::size_t kFewestSteps = 16;
  static constexpr std::size_t kMostSteps = 256;
  static constexpr double kLargestRelativeGap = 0.01;
  static constexpr double kLargestGap = 0.01;

 private:
  explicit Explainer(std::unique_ptr<const nn::StoredModel> stored);
  std::unique_ptr<const nn::StoredModel> stored_;
};

}  // namespace leadwise
