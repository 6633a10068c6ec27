#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/model_description.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

/// A Gaussian over the latent: mean and log-variance, latent_size each.
struct Gaussian {
  std::vector<float> mu;
  std::vector<float> logvar;
};

/// The encoders' output for the leads that were given, in ModelInput's order.
struct EncodedLeads {
  std::vector<Lead> leads;
  std::vector<Gaussian> posteriors;
  std::vector<float> log_sd_mv;
};

/// One head's answer.
struct HeadOutput {
  /// The positive class's logit minus the negative one's, before any calibration.
  double log_odds;
  /// log(p / (1 - p)) of the positive class, after calibration where the description holds one.
  double logit;
  double probability;
};

/// How well the model accounts for one lead.
struct LeadElbo {
  Lead lead;
  /// Nats per sample: mean log-density of the standardised lead under a unit-variance Gaussian around its
  /// reconstruction from the fused mean, minus the lead's share (1 / leads) of the KL from the prior, per
  /// sample.
  double elbo;
};

/// A loaded LS-EMVAE: weights, and the compiled networks made of them. Movable, not copyable; const calls may
/// not run at the same time on one Model (each thread loads its own).
class Model {
 public:
  /// Takes weights from the bytes of a safetensors file, which need not outlive the call. Checks every tensor
  /// against the description. Errors: InvalidWeightFile, InvalidModelDescription, MissingTensor,
  /// TensorMismatch (with the tensor's name), TooLarge, OutOfMemory, InferenceFailed.
  static Result<Model> load(std::span<const std::uint8_t> safetensors);

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  const ModelDescription& description() const;
  /// SHA-256 of the weight file, lower-case hex.
  const std::string& sha256() const;

  /// Leads that the model does not know are an error (UnsupportedLeadSet); any non-empty subset is fine.
  Result<EncodedLeads> encode(const ModelInput& input);
  Result<Gaussian> fuse(const EncodedLeads& encoded) const;
  /// Reconstruction of one standardised lead, description().samples values.
  Result<std::vector<float>> decode(std::span<const float> z, Lead lead);
  Result<std::vector<LeadElbo>> elbo(const ModelInput& input, const EncodedLeads& encoded, const Gaussian& fused);
  /// Error: UnsupportedLeadSet where a lead of the head was not encoded, naming it; NoSuchHead for an unknown
  /// id.
  Result<HeadOutput> classify(const EncodedLeads& encoded, const HeadDescription& head);

 private:
  struct Parts;
  explicit Model(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace leadwise
