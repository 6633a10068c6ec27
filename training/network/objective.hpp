#pragma once

#include "network/fusion.hpp"

namespace leadwise::training {

/// Whose divergence from the prior is paid for.
enum class KlOf {
  mean_of_leads,  ///< N(mean of the leads' mu, mean of their logvar), as published
  posterior,      ///< of what z is drawn from
};

/// What an ECG's z is drawn from.
enum class LatentOf {
  fusion,   ///< the Gaussian that the fusion makes of all leads present
  product,  ///< the product of all leads present: one expert of a mixture, where `present` is one group's leads
};

/// Weights of the pre-training loss.
struct ObjectiveSettings {
  KlOf kl_of = KlOf::posterior;
  double reconstruction_weight = 1e-3;
  double beta = 1.0;
  double alignment_weight = 0.1;
  LatentOf latent_of = LatentOf::fusion;
};

/// The loss and its parts, scalars. All but mean_squared_error are weighted as they enter `total`.
struct Objective {
  torch::Tensor total, reconstruction, kl, alignment;
  torch::Tensor mean_squared_error;  ///< over samples and leads decoded; 1 is what a flat line reaches
};

/// What is drawn at random for one batch.
struct ObjectiveDraws {
  torch::Tensor present;  ///< (batch, leads), leads that fusion sees
  torch::Tensor noise;    ///< (batch, latent_size), standard normal
  torch::Tensor decoded;  ///< positions of the leads to reconstruct, from which the sum over all is estimated
};

/// KL of N(mu, exp(logvar)) from N(0, I), summed over latents, mean over the batch.
torch::Tensor kl_from_prior(const torch::Tensor& mu, const torch::Tensor& logvar);

/// Mean over leads of the mean squared distance of mu from its mean over leads.
torch::Tensor alignment_loss(const torch::Tensor& mu);

/// The published pre-training loss (arXiv 2503.13470): weighted squared error summed over leads and samples, per ECG;
/// annealed KL, per ECG; alignment. samples: (batch, leads, samples).
Objective pretraining_objective(const Network& network, const torch::Tensor& samples, const LeadPosteriors& posteriors,
                                const ObjectiveSettings& settings, const ObjectiveDraws& draws);

}  // namespace leadwise::training
