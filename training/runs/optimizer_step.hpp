#pragma once

#include <torch/optim/adamw.h>

namespace leadwise::training {

/// One step of AdamW with the gradients divided by `divisor`, then scaled down to `largest_norm` where their norm is larger; no step
/// where that is not a finite number. The same numbers, to rounding, as
/// clip_grad_norm_ and step(), which pass three times as often over memory: of the published preset's 256 million parameters
/// that is most of a step. Returns the norm before scaling down. Optimizer state is AdamW's own.
double clip_and_step(torch::optim::AdamW& optimizer, double largest_norm, double divisor = 1.0);

/// The next gradients are written, not added.
void forget_gradients(torch::optim::AdamW& optimizer);

/// The loss's gradients, in the place of those that were there, and a step along them. Returns the gradients' norm.
double step(torch::optim::AdamW& optimizer, const torch::Tensor& loss, double largest_norm);

}  // namespace leadwise::training
