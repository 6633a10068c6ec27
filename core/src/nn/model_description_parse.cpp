#include <utility>

#include "bounded_json.hpp"
#include "description_words.hpp"
#include "json_fields.hpp"
#include "layer_json.hpp"
#include "leadwise/model_description.hpp"
#include "model_description_check.hpp"

namespace leadwise {
namespace {

using nlohmann::json;
using nn::FirstError;
using nn::JsonFields;

std::string at(const std::string& path, std::size_t i) { return path + "[" + std::to_string(i) + "]"; }

std::vector<Layer> parse_layers(const json& values, const std::string& path, FirstError& error) {
  std::vector<Layer> layers;
  for (std::size_t i = 0; i < values.size() && !error; ++i) {
    layers.push_back(nn::parse_layer(values[i], at(path, i), error));
  }
  return layers;
}

std::vector<Lead> parse_leads(const json& names, const std::string& path, FirstError& error) {
  if (!names.is_array() || names.size() > kLeadCount) {
    nn::refuse_field(error, path, "must be an array of at most 12 leads");
    return {};
  }
  std::vector<Lead> leads;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto* name = names[i].get_ptr<const json::string_t*>();
    const auto lead = name == nullptr ? std::nullopt : nn::lead_from_word(*name);
    if (!lead)
      nn::refuse_field(error, at(path, i), "is not one of the leads I, II, III, aVR, aVL, aVF, V1 to V6");
    leads.push_back(lead.value_or(Lead::I));
  }
  return leads;
}

std::vector<std::string> parse_words(const json& values, const std::string& path, FirstError& error) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto* word = values[i].get_ptr<const json::string_t*>();
    if (word == nullptr)
      nn::refuse_field(error, at(path, i), "must be a string");
    words.push_back(word == nullptr ? std::string() : *word);
  }
  return words;
}

void parse_input(const json& value, ModelDescription& model, FirstError& error) {
  JsonFields fields(value, "input", error);
  model.sampling_rate_hz = fields.number("sampling_rate_hz");
  model.samples = fields.count("samples");
  model.leads = parse_leads(fields.list("leads", kLeadCount), "input.leads", error);
  model.preprocessing = fields.text("preprocessing");
  fields.end();
}

EncoderDescription parse_encoder(const json& value, FirstError& error) {
  JsonFields fields(value, "encoder", error);
  EncoderDescription encoder;
  encoder.trunk = parse_layers(fields.list("trunk", nn::kMostLayers), "encoder.trunk", error);
  const json& readouts = fields.list("readouts", nn::kMostReadouts);
  for (std::size_t r = 0; r < readouts.size(); ++r) {
    const std::string path = at("encoder.readouts", r);
    const bool fits = readouts[r].is_array() && readouts[r].size() <= nn::kMostLayers;
    if (!fits)
      nn::refuse_field(error, path, "must be an array of at most 64 layers");
    if (fits)
      encoder.readouts.push_back(parse_layers(readouts[r], path, error));
  }
  fields.end();
  return encoder;
}

FusionDescription parse_fusion(const json& value, FirstError& error) {
  JsonFields fields(value, "fusion", error);
  FusionDescription fusion;
  const json& groups = fields.list("groups", nn::kMostGroups);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    fusion.groups.push_back(parse_leads(groups[g], at("fusion.groups", g), error));
  }
  fusion.prior_in_groups = fields.flag("prior_in_groups");
  const auto variance = nn::mixture_variance_from_word(fields.text("mixture_variance"));
  if (!variance)
    fields.refuse("mixture_variance", "must be mean_logvar or moment_matched");
  fusion.mixture_variance = variance.value_or(MixtureVariance::mean_logvar);
  fusion.variance_epsilon = fields.number("variance_epsilon");
  fields.end();
  return fusion;
}

DecoderDescription parse_decoder(const json& value, FirstError& error) {
  JsonFields fields(value, "decoder", error);
  DecoderDescription decoder;
  decoder.lead_embedding = fields.flag("lead_embedding");
  decoder.layers = parse_layers(fields.list("layers", nn::kMostLayers), "decoder.layers", error);
  fields.end();
  return decoder;
}

/// [[slope, both], [both, intercept]], numbers all.
void parse_covariance(const json& rows, const std::string& path, Calibration& calibration, FirstError& error) {
  double values[4] = {};
  bool fits = rows.size() == 2;
  for (std::size_t i = 0; fits && i < 4; ++i) {
    const json& row = rows[i / 2];
    fits = row.is_array() && row.size() == 2 && row[i % 2].is_number();
    if (fits)
      values[i] = row[i % 2].get<double>();
  }
  if (!fits || values[1] != values[2])
    nn::refuse_field(error, path, "must be [[slope, both], [both, intercept]], a symmetric matrix of numbers");
  calibration.slope_variance = values[0];
  calibration.slope_intercept_covariance = values[1];
  calibration.intercept_variance = values[3];
}

std::optional<Calibration> parse_calibration(const json& value, const std::string& path, FirstError& error) {
  if (value.is_null())
    return std::nullopt;
  JsonFields fields(value, path, error);
  Calibration calibration;
  calibration.slope = fields.number("slope");
  calibration.intercept = fields.number("intercept");
  parse_covariance(fields.list("covariance", 2), path + ".covariance", calibration, error);
  fields.end();
  return calibration;
}

HeadDescription parse_head(const json& value, const std::string& path, FirstError& error) {
  JsonFields fields(value, path, error);
  HeadDescription head;
  head.id = fields.text("id");
  head.task = fields.text("task");
  head.leads = parse_leads(fields.list("leads", kLeadCount), path + ".leads", error);
  head.log_sd_mv = fields.flag("log_sd_mv");
  head.layers = parse_layers(fields.list("layers", nn::kMostLayers), path + ".layers", error);
  head.classes = parse_words(fields.list("classes", 2), path + ".classes", error);
  head.threshold = fields.optional_number("threshold");
  head.calibration = parse_calibration(fields.object("calibration"), path + ".calibration", error);
  head.training_prevalence = fields.optional_number("training_prevalence");
  head.clinically_validated = fields.flag("clinically_validated");
  fields.end();
  return head;
}

std::vector<HeadDescription> parse_heads(const json& values, FirstError& error) {
  std::vector<HeadDescription> heads;
  for (std::size_t i = 0; i < values.size() && !error; ++i) {
    heads.push_back(parse_head(values[i], at("heads", i), error));
  }
  return heads;
}

void parse_card(JsonFields& fields, ModelDescription& model) {
  model.intended_use = fields.text("intended_use");
  model.clinically_validated = fields.flag("clinically_validated");
  model.validated_on = fields.optional_text("validated_on");
  model.licence = fields.text("licence");
  model.training_json = fields.free_form("training");
  model.results_json = fields.free_form("results");
}

void parse_networks(JsonFields& fields, ModelDescription& model, FirstError& error) {
  model.encoder = parse_encoder(fields.object("encoder"), error);
  model.latent_size = fields.count("latent_size");
  model.fusion = parse_fusion(fields.object("fusion"), error);
  model.decoder = parse_decoder(fields.object("decoder"), error);
  model.heads = parse_heads(fields.list("heads", nn::kMostHeads), error);
}

ModelDescription parse_fields(const json& document, FirstError& error) {
  JsonFields fields(document, "", error);
  ModelDescription model;
  model.format_version = static_cast<int>(fields.count("format_version"));
  model.name = fields.text("name");
  model.preset = fields.text("preset");
  parse_input(fields.object("input"), model, error);
  parse_networks(fields, model, error);
  const auto type = nn::weight_type_from_word(fields.text("weight_type"));
  if (!type)
    fields.refuse("weight_type", "must be fp32, fp16 or int8");
  model.weight_type = type.value_or(WeightType::fp32);
  parse_card(fields, model);
  fields.end();
  return model;
}

}  // namespace

Result<ModelDescription> parse_model_description(std::string_view json_text) {
  const auto document = nn::parse_bounded_json(json_text, ErrorCode::InvalidModelDescription, "the model description");
  if (!document)
    return tl::unexpected<Error>(document.error());
  FirstError error;
  ModelDescription model = parse_fields(*document, error);
  if (error)
    return tl::unexpected<Error>(*error);
  if (auto checked = nn::check_model_description(model); !checked)
    return tl::unexpected<Error>(checked.error());
  return model;
}

}  // namespace leadwise
