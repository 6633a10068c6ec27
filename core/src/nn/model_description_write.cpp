#include <nlohmann/json.hpp>

#include "description_words.hpp"
#include "layer_json.hpp"
#include "leadwise/model_description.hpp"

namespace leadwise {
namespace {

using Json = nlohmann::ordered_json;

Json layers_json(const std::vector<Layer>& layers) {
  Json list = Json::array();
  for (const Layer& layer : layers)
    list.push_back(nn::layer_json(layer));
  return list;
}

Json leads_json(const std::vector<Lead>& leads) {
  Json list = Json::array();
  for (const Lead lead : leads)
    list.push_back(lead_name(lead));
  return list;
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json free_form_json(const std::string& text) {
  if (text.empty())
    return nullptr;
  Json parsed = Json::parse(text, nullptr, false);
  return parsed.is_discarded() ? Json(nullptr) : parsed;
}

Json input_json(const ModelDescription& model) {
  return {{"sampling_rate_hz", model.sampling_rate_hz},
          {"samples", model.samples},
          {"leads", leads_json(model.leads)},
          {"preprocessing", model.preprocessing}};
}

Json encoder_json(const EncoderDescription& encoder) {
  Json readouts = Json::array();
  for (const auto& readout : encoder.readouts)
    readouts.push_back(layers_json(readout));
  return {{"trunk", layers_json(encoder.trunk)}, {"readouts", readouts}};
}

Json fusion_json(const FusionDescription& fusion) {
  Json groups = Json::array();
  for (const auto& group : fusion.groups)
    groups.push_back(leads_json(group));
  return {{"groups", groups},
          {"prior_in_groups", fusion.prior_in_groups},
          {"mixture_variance", nn::to_word(fusion.mixture_variance)},
          {"variance_epsilon", fusion.variance_epsilon}};
}

Json calibration_json(const std::optional<Calibration>& calibration) {
  if (!calibration)
    return nullptr;
  const double both = calibration->slope_intercept_covariance;
  return {{"slope", calibration->slope},
          {"intercept", calibration->intercept},
          {"covariance", Json::array({Json::array({calibration->slope_variance, both}),
                                      Json::array({both, calibration->intercept_variance})})}};
}

Json head_json(const HeadDescription& head) {
  return {{"id", head.id},
          {"task", head.task},
          {"leads", leads_json(head.leads)},
          {"log_sd_mv", head.log_sd_mv},
          {"layers", layers_json(head.layers)},
          {"classes", head.classes},
          {"threshold", or_null(head.threshold)},
          {"calibration", calibration_json(head.calibration)},
          {"training_prevalence", or_null(head.training_prevalence)},
          {"clinically_validated", head.clinically_validated}};
}

Json document(const ModelDescription& model) {
  Json heads = Json::array();
  for (const auto& head : model.heads)
    heads.push_back(head_json(head));
  return {
      {"format_version", model.format_version},
      {"name", model.name},
      {"preset", model.preset},
      {"input", input_json(model)},
      {"encoder", encoder_json(model.encoder)},
      {"latent_size", model.latent_size},
      {"fusion", fusion_json(model.fusion)},
      {"decoder", {{"lead_embedding", model.decoder.lead_embedding}, {"layers", layers_json(model.decoder.layers)}}},
      {"heads", heads},
      {"weight_type", nn::to_word(model.weight_type)},
      {"intended_use", model.intended_use},
      {"clinically_validated", model.clinically_validated},
      {"validated_on", or_null(model.validated_on)},
      {"licence", model.licence},
      {"training", free_form_json(model.training_json)},
      {"results", free_form_json(model.results_json)}};
}

}  // namespace

std::string model_description_json(const ModelDescription& description) {
  // Text that is not UTF-8 is replaced: strict dumping would have to throw.
  return document(description).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace leadwise
