#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "leadwise/weight_file.hpp"

namespace leadwise::training::testing {

/// A few steps of the published pre-training, all of it from seeds: what scripts/make_paper_golden.py, scripts/bench and the tests
/// set beside PyTorch.
struct PaperCase {
  ModelDescription description;
  std::size_t batch = 0, steps = 0;
  std::uint64_t epoch = 0;  ///< whose weight of the KL divergence is taken
};

/// The published structure for 80 samples and 8 latents, in the epoch that is counted 15.
PaperCase small_paper_case();

/// The published network itself, in its first epoch: later weights of the KL divergence make the first steps from a random
/// start wild.
PaperCase full_paper_case(std::size_t batch, std::size_t steps);

std::map<std::string, FloatTensor> start_weights(const PaperCase& paper);

/// One batch, (batch, 12, samples), standard normal.
std::vector<float> case_samples(const PaperCase& paper);

/// Of every step, (steps, batch, latent_size), standard normal.
std::vector<float> case_noise(const PaperCase& paper);

}  // namespace leadwise::training::testing
