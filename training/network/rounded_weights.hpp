#pragma once

#include "network/network.hpp"

namespace leadwise::training {

/// The network with its weights rounded as an int8 file holds them (symmetric, largest magnitude of an output channel =
/// 127), so that export then loses nothing. Gradients pass to the unrounded parameters as if nothing had been rounded
/// (straight-through estimator, Bengio et al. 2013). Biases and embeddings stay.
Network with_rounded_weights(const Network& network);

}  // namespace leadwise::training
