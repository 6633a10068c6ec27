#include "leadwise/model.hpp"

#include <algorithm>
#include <map>

#include "classifier_head.hpp"
#include "elbo.hpp"
#include "finite.hpp"
#include "fusion.hpp"
#include "lead_encoder.hpp"
#include "leadwise/sha256.hpp"
#include "shared_decoder.hpp"

namespace leadwise {

struct Model::Parts {
  ModelDescription description;
  std::string sha256;
  std::map<Lead, nn::LeadEncoder> encoders;
  nn::SharedDecoder decoder;
  std::map<std::string, nn::ClassifierHead> heads;
};

namespace {

Result<std::map<Lead, nn::LeadEncoder>> build_encoders(const nn::Workspace& workspace, const nn::StoredModel& stored) {
  std::map<Lead, nn::LeadEncoder> encoders;
  for (const Lead lead : stored.description().leads) {
    auto encoder = nn::LeadEncoder::build(workspace, stored, lead);
    if (!encoder)
      return tl::unexpected<Error>(encoder.error());
    encoders.emplace(lead, std::move(*encoder));
  }
  return encoders;
}

Result<std::map<std::string, nn::ClassifierHead>> build_heads(const nn::Workspace& workspace,
                                                              const nn::StoredModel& stored) {
  std::map<std::string, nn::ClassifierHead> heads;
  for (const HeadDescription& description : stored.description().heads) {
    auto head = nn::ClassifierHead::build(workspace, stored, description);
    if (!head)
      return tl::unexpected<Error>(head.error());
    heads.emplace(description.id, std::move(*head));
  }
  return heads;
}

Result<void> check_input(const ModelInput& input, const ModelDescription& model) {
  const LeadSamples& window = input.standardised;
  if (window.leads.empty())
    return fail(ErrorCode::UnsupportedLeadSet, "no lead was given");
  const bool fits = window.sample_count == model.samples && input.log_sd_mv.size() == window.leads.size() &&
                    window.values.size() == window.leads.size() * window.sample_count;
  if (!fits) {
    return fail(ErrorCode::InvalidArgument,
                "the model takes windows of " + std::to_string(model.samples) + " samples with a log SD each");
  }
  for (const Lead lead : window.leads) {
    if (std::count(window.leads.begin(), window.leads.end(), lead) > 1) {
      return fail(ErrorCode::DuplicateLead, "lead " + std::string(lead_name(lead)) + " was given twice");
    }
  }
  if (!nn::is_finite_throughout(input.log_sd_mv)) {
    return fail(ErrorCode::NonFiniteSample, "a lead's log SD is not a finite number");
  }
  return {};
}

/// Whether an EncodedLeads that the caller may have put together fits the model.
Result<void> check_encoded(const EncodedLeads& encoded, const ModelDescription& model) {
  bool fits = encoded.posteriors.size() == encoded.leads.size() && encoded.log_sd_mv.size() == encoded.leads.size();
  for (const Gaussian& posterior : encoded.posteriors) {
    fits = fits && posterior.mu.size() == model.latent_size && posterior.logvar.size() == model.latent_size;
  }
  if (!fits)
    return fail(ErrorCode::InvalidArgument, "the encoded leads are not of this model");
  return {};
}

}  // namespace

Model::Model(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load(std::span<const std::uint8_t> safetensors) {
  const auto stored = nn::StoredModel::open(safetensors);
  if (!stored)
    return tl::unexpected<Error>(stored.error());
  const auto workspace = nn::make_workspace();
  if (!workspace)
    return tl::unexpected<Error>(workspace.error());
  auto encoders = build_encoders(*workspace, *stored);
  if (!encoders)
    return tl::unexpected<Error>(encoders.error());
  auto decoder = nn::SharedDecoder::build(*workspace, *stored);
  if (!decoder)
    return tl::unexpected<Error>(decoder.error());
  auto heads = build_heads(*workspace, *stored);
  if (!heads)
    return tl::unexpected<Error>(heads.error());
  return Model(std::make_unique<Parts>(Parts{stored->description(), sha256_hex(safetensors), std::move(*encoders),
                                             std::move(*decoder), std::move(*heads)}));
}

const ModelDescription& Model::description() const { return parts_->description; }

const std::string& Model::sha256() const { return parts_->sha256; }

Result<EncodedLeads> Model::encode(const ModelInput& input) {
  if (auto fits = check_input(input, parts_->description); !fits)
    return tl::unexpected<Error>(fits.error());
  EncodedLeads encoded;
  for (std::size_t i = 0; i < input.standardised.leads.size(); ++i) {
    const Lead lead = input.standardised.leads[i];
    const auto encoder = parts_->encoders.find(lead);
    if (encoder == parts_->encoders.end()) {
      return fail(ErrorCode::UnsupportedLeadSet, "the model has no encoder for lead " + std::string(lead_name(lead)));
    }
    auto posterior = encoder->second.encode(input.standardised.row(i));
    if (!posterior)
      return tl::unexpected<Error>(posterior.error());
    encoded.leads.push_back(lead);
    encoded.posteriors.push_back(std::move(*posterior));
    encoded.log_sd_mv.push_back(static_cast<float>(input.log_sd_mv[i]));
  }
  return encoded;
}

Result<Gaussian> Model::fuse(const EncodedLeads& encoded) const {
  if (auto fits = check_encoded(encoded, parts_->description); !fits)
    return tl::unexpected<Error>(fits.error());
  return nn::fuse_leads(encoded, parts_->description.fusion);
}

Result<std::vector<float>> Model::decode(std::span<const float> z, Lead lead) {
  return parts_->decoder.decode(z, lead);
}

Result<std::vector<LeadElbo>> Model::elbo(const ModelInput& input, const EncodedLeads& encoded, const Gaussian& fused) {
  if (auto fits = check_input(input, parts_->description); !fits)
    return tl::unexpected<Error>(fits.error());
  const auto& leads = input.standardised.leads;
  if (encoded.leads != leads)
    return fail(ErrorCode::InvalidArgument, "the encoded leads are not those of the input");
  const double kl_per_sample = nn::kl_from_standard_normal(fused) / static_cast<double>(leads.size()) /
                               static_cast<double>(input.standardised.sample_count);
  std::vector<LeadElbo> elbos;
  Result<std::vector<float>> reconstruction;
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (i == 0 || parts_->decoder.is_lead_specific())
      reconstruction = decode(fused.mu, leads[i]);
    if (!reconstruction)
      return tl::unexpected<Error>(reconstruction.error());
    const double log_density = nn::mean_log_density(input.standardised.row(i), *reconstruction);
    elbos.push_back({leads[i], log_density - kl_per_sample});
  }
  return elbos;
}

Result<HeadOutput> Model::classify(const EncodedLeads& encoded, const HeadDescription& head) {
  if (auto fits = check_encoded(encoded, parts_->description); !fits)
    return tl::unexpected<Error>(fits.error());
  const auto found = parts_->heads.find(head.id);
  if (found == parts_->heads.end())
    return fail(ErrorCode::NoSuchHead, "the model has no head " + head.id);
  return found->second.classify(encoded);
}

}  // namespace leadwise
