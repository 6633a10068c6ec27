#include <utility>

#include "leadwise/model_description.hpp"
#include "leadwise/signal.hpp"
#include "model_description_check.hpp"

namespace leadwise {
namespace {

ModelDescription common_input(std::string preset) {
  ModelDescription model;
  model.name = preset;
  model.preset = std::move(preset);
  model.sampling_rate_hz = kModelRateHz;
  model.samples = kWindowSamples;
  model.leads.assign(kTwelveLeads.begin(), kTwelveLeads.end());
  model.preprocessing = kPreprocessingName;
  model.intended_use = "Research use only.";
  model.licence = "Apache-2.0";
  return model;
}

void convolve(std::vector<Layer>& layers, Conv1d conv) {
  layers.emplace_back(conv);
  layers.emplace_back(Relu{});
}

void upsample(std::vector<Layer>& layers, ConvTranspose1d conv) {
  layers.emplace_back(conv);
  layers.emplace_back(Relu{});
}

std::vector<Layer> published_trunk() {
  std::vector<Layer> layers;
  convolve(layers, {1, 16, 3, 2, 1});
  convolve(layers, {16, 32, 3, 2, 1});
  convolve(layers, {32, 64, 3, 2, 1});
  return layers;
}

std::vector<Layer> published_decoder(std::size_t latent_size) {
  std::vector<Layer> layers = {Linear{latent_size, 625 * 64}, Reshape{625, 64}};
  upsample(layers, {64, 32, 4, 2, 1, 0});
  upsample(layers, {32, 16, 4, 2, 1, 0});
  layers.emplace_back(ConvTranspose1d{16, 1, 4, 2, 1, 0});
  return layers;
}

/// Strides of 200 in all: one step of the trunk's output is 0.4 s, its receptive field 1.5 s.
std::vector<Layer> leadwise_trunk() {
  std::vector<Layer> layers;
  convolve(layers, {1, 16, 9, 5, 4});
  convolve(layers, {16, 32, 9, 5, 4});
  convolve(layers, {32, 48, 5, 2, 2});
  convolve(layers, {48, 64, 5, 2, 2});
  convolve(layers, {64, 64, 5, 2, 2});
  return layers;
}

/// One readout keeps where in the record things are, at few channels; the other keeps what is there on average.
std::vector<std::vector<Layer>> leadwise_readouts() {
  return {{Conv1d{64, 16, 1, 1, 0}, Relu{}, Flatten{}}, {GlobalAveragePool{}}};
}

std::vector<Layer> leadwise_decoder(std::size_t latent_size) {
  std::vector<Layer> layers = {Linear{latent_size, 25 * 32}, Reshape{25, 32}};
  upsample(layers, {32, 32, 4, 2, 1, 0});
  upsample(layers, {32, 32, 4, 2, 1, 0});
  upsample(layers, {32, 24, 4, 2, 1, 0});
  upsample(layers, {24, 16, 9, 5, 2, 0});
  layers.emplace_back(ConvTranspose1d{16, 1, 9, 5, 2, 0});
  return layers;
}

HeadDescription rv_overload_head(const ModelDescription& model, std::string id, std::vector<Lead> leads) {
  HeadDescription head = classifier_head(model, std::move(id), "rv_overload", std::move(leads), 48, true);
  head.classes = {"control", "rv_overload"};
  return head;
}

}  // namespace

ModelDescription paper_preset() {
  ModelDescription model = common_input("paper");
  model.encoder.trunk = published_trunk();
  model.encoder.readouts = {{Flatten{}}};
  model.latent_size = 256;
  // The 13 experts in order, cut into 4 groups of 13 / 4 = 3: the prior, being the 13th, is in none.
  model.fusion.groups = {{Lead::I, Lead::II, Lead::III},
                         {Lead::aVR, Lead::aVL, Lead::aVF},
                         {Lead::V1, Lead::V2, Lead::V3},
                         {Lead::V4, Lead::V5, Lead::V6}};
  model.decoder.layers = published_decoder(model.latent_size);
  return model;
}

ModelDescription leadwise_preset() {
  ModelDescription model = common_input("leadwise");
  model.encoder = {leadwise_trunk(), leadwise_readouts()};
  model.latent_size = 64;
  // Lateral, inferior, right-facing and septal-anterior walls.
  model.fusion.groups = {{Lead::I, Lead::aVL, Lead::V5, Lead::V6},
                         {Lead::II, Lead::III, Lead::aVF},
                         {Lead::aVR, Lead::V1, Lead::V2},
                         {Lead::V3, Lead::V4}};
  model.fusion.prior_in_groups = true;
  model.fusion.mixture_variance = MixtureVariance::moment_matched;
  model.decoder = {true, leadwise_decoder(model.latent_size)};
  model.heads = {
      rv_overload_head(model, "rv_overload_12", {kTwelveLeads.begin(), kTwelveLeads.end()}),
      rv_overload_head(model, "rv_overload_6", {kLimbLeads.begin(), kLimbLeads.end()}),
  };
  return model;
}

HeadDescription classifier_head(const ModelDescription& model, std::string id, std::string task,
                                std::vector<Lead> leads, std::size_t hidden, bool log_sd_mv) {
  HeadDescription head;
  head.id = std::move(id);
  head.task = std::move(task);
  head.leads = std::move(leads);
  head.log_sd_mv = log_sd_mv;
  head.layers = {Linear{nn::head_input_width(model, head), hidden}, Relu{}, Linear{hidden, 2}};
  head.classes = {"negative", "positive"};
  return head;
}

}  // namespace leadwise
