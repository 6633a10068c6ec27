#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "leadwise/calibration.hpp"
#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"

namespace leadwise {

// The layers that a description may name. Activations are channels-last: (length, channels). Tensors in the
// weight file are stored in that order too (docs/weight-format.md).

/// 1-D convolution. weight (out_channels, kernel, in_channels), bias (out_channels).
struct Conv1d {
  std::size_t in_channels, out_channels, kernel, stride, padding;
};
/// 1-D transposed convolution as PyTorch defines it. weight (out_channels, kernel, in_channels), bias
/// (out_channels). Output length is (length - 1) * stride - 2 * padding + kernel + output_padding.
struct ConvTranspose1d {
  std::size_t in_channels, out_channels, kernel, stride, padding, output_padding;
};
/// weight (out_features, in_features), bias (out_features).
struct Linear {
  std::size_t in_features, out_features;
};
struct Relu {};
/// (length, channels) to (length * channels), channels fastest.
struct Flatten {};
/// (length, channels) to (channels): the mean over time.
struct GlobalAveragePool {};
/// (length * channels) to (length, channels).
struct Reshape {
  std::size_t length, channels;
};

using Layer = std::variant<Conv1d, ConvTranspose1d, Linear, Relu, Flatten, GlobalAveragePool, Reshape>;

/// One lead's encoder: the trunk's output goes to every readout, the readouts' outputs are concatenated, and
/// two linear layers make `mu` and `logvar` of it. Every lead has weights of its own for the same shape.
struct EncoderDescription {
  std::vector<Layer> trunk;
  std::vector<std::vector<Layer>> readouts;
};

/// How the variance of the mixture over groups is formed.
enum class MixtureVariance : std::uint8_t {
  mean_logvar,     ///< mean of the groups' log-variances (as published)
  moment_matched,  ///< the variance of the mixture: E[var + mean^2] - mean^2
};

/// Hierarchical fusion: a product of experts within each group of leads, an equal-weight mixture over the
/// groups. Groups without a present lead are left out; a lead may be in several.
struct FusionDescription {
  std::vector<std::vector<Lead>> groups;
  /// Whether a standard-normal prior takes part in each group's product.
  bool prior_in_groups = false;
  MixtureVariance mixture_variance = MixtureVariance::mean_logvar;
  /// Added to exp(logvar) before precisions are formed.
  double variance_epsilon = 1e-8;
};

/// Latent to one lead's 5,000 samples, weights shared by the leads.
struct DecoderDescription {
  /// Adds the row of tensor `decoder.lead_embedding` (12, latent_size) to z, so that each lead decodes as
  /// itself.
  bool lead_embedding = false;
  std::vector<Layer> layers;
};

/// A classifier over some leads' latents: the concatenation, lead by lead in the order of `leads`, of mu
/// (latent_size) and, if asked for, that lead's log SD in mV (one value behind its mu).
struct HeadDescription {
  /// Unique in the file; part of the tensor names.
  std::string id;
  std::string task;
  std::vector<Lead> leads;
  bool log_sd_mv = false;
  std::vector<Layer> layers;
  /// Two classes, the second is positive; the layers end in two logits, whose difference is the log-odds.
  std::vector<std::string> classes;
  /// Null until calibrated on labelled patients.
  /// On the scale of the calibrated probability: positive is what reaches it.
  std::optional<double> threshold;
  std::optional<Calibration> calibration;
  std::optional<double> training_prevalence;
  bool clinically_validated = false;

  /// What the two logits' difference becomes by the calibration; itself where there is none.
  double calibrated_logit(double log_odds) const { return calibration ? calibration->logit(log_odds) : log_odds; }
};

enum class WeightType : std::uint8_t { fp32, fp16, int8 };

/// Everything a weight file says of itself in `__metadata__["leadwise.model"]`.
struct ModelDescription {
  int format_version = 1;
  std::string name;
  std::string preset;  ///< "paper", "leadwise" or the user's own word
  double sampling_rate_hz = 500.0;
  std::size_t samples = 5000;
  std::vector<Lead> leads;
  std::string preprocessing;  ///< must be kPreprocessingName
  EncoderDescription encoder;
  std::size_t latent_size = 0;
  FusionDescription fusion;
  DecoderDescription decoder;
  std::vector<HeadDescription> heads;
  WeightType weight_type = WeightType::fp32;
  std::string intended_use;
  bool clinically_validated = false;
  std::optional<std::string> validated_on;
  std::string licence;
  /// Free-form objects, kept as JSON text: what it was trained on and how it fared.
  std::string training_json;
  std::string results_json;
};

inline constexpr std::string_view kPreprocessingName = "highpass-0.5hz-order5-powerline-50hz-standardised/1";

/// What the description expects a tensor to be.
struct TensorShape {
  std::string name;
  std::vector<std::size_t> shape;
  /// Whether the weight may be quantised (weights yes; biases, scales and embeddings stay fp32).
  bool is_weight = false;
};

/// Parses and checks a description: known layers, matching shapes all through, known leads, sane sizes.
/// Error: InvalidModelDescription naming the field.
Result<ModelDescription> parse_model_description(std::string_view json_text);

/// The JSON text that parse_model_description reads back to the same description.
std::string model_description_json(const ModelDescription& description);

/// Every tensor the weight file must hold, named
///   encoder.<lead>.trunk.<i>.weight|bias, encoder.<lead>.readout.<r>.<i>.weight|bias,
///   encoder.<lead>.mu.weight|bias, encoder.<lead>.logvar.weight|bias,
///   decoder.lead_embedding, decoder.<i>.weight|bias, head.<id>.<i>.weight|bias.
/// An int8 weight W is stored as I8 `W` with F32 `W_scale` (out channels).
std::vector<TensorShape> expected_tensors(const ModelDescription& description);

/// The published network (LS-EMVAE), without heads.
ModelDescription paper_preset();

/// Our deployable shape, with heads `rv_overload_12` and `rv_overload_6`.
ModelDescription leadwise_preset();

/// The published classifier over some leads: Linear, ReLU, (dropout in training), Linear to two classes.
HeadDescription classifier_head(const ModelDescription& model, std::string id, std::string task,
                                std::vector<Lead> leads, std::size_t hidden, bool log_sd_mv);

}  // namespace leadwise
