#include "model_description_check.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "leadwise/signal.hpp"
#include "model_work.hpp"

namespace leadwise::nn {
namespace {

tl::unexpected<Error> invalid_description(const std::string& what) {
  return fail(ErrorCode::InvalidModelDescription, "model description: " + what);
}

bool contains(const std::vector<Lead>& leads, Lead lead) {
  return std::find(leads.begin(), leads.end(), lead) != leads.end();
}

Result<void> check_distinct(const std::vector<Lead>& leads, const std::string& place) {
  if (leads.empty())
    return invalid_description(place + " is empty");
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (std::count(leads.begin(), leads.end(), leads[i]) > 1) {
      return invalid_description(place + " holds lead " + std::string(lead_name(leads[i])) + " twice");
    }
  }
  return {};
}

Result<void> check_input(const ModelDescription& model) {
  if (model.format_version != 1) {
    return invalid_description("format_version " + std::to_string(model.format_version) + " is not known, 1 is");
  }
  if (model.sampling_rate_hz != kModelRateHz)
    return invalid_description("input.sampling_rate_hz must be 500");
  if (model.samples == 0 || model.samples > kLargestActivation)
    return invalid_description("input.samples is outside its range");
  if (model.preprocessing != kPreprocessingName) {
    return invalid_description("input.preprocessing \"" + model.preprocessing + "\" is not known, \"" +
                               std::string(kPreprocessingName) + "\" is");
  }
  return check_distinct(model.leads, "input.leads");
}

Result<void> check_encoder(const ModelDescription& model) {
  if (model.encoder.trunk.size() > kMostLayers)
    return invalid_description("encoder.trunk holds too many layers");
  const auto trunk = output_shape(model.encoder.trunk, sequence_shape(model.samples, 1), "encoder.trunk");
  if (!trunk)
    return tl::unexpected<Error>(trunk.error());
  const auto& readouts = model.encoder.readouts;
  if (readouts.empty() || readouts.size() > kMostReadouts)
    return invalid_description("encoder.readouts must be 1 to 16");
  std::size_t width = 0;
  for (std::size_t r = 0; r < readouts.size(); ++r) {
    const std::string place = "encoder.readouts[" + std::to_string(r) + "]";
    if (readouts[r].size() > kMostLayers)
      return invalid_description(place + " holds too many layers");
    const auto read = output_shape(readouts[r], *trunk, place);
    if (!read)
      return tl::unexpected<Error>(read.error());
    if (!read->is_vector)
      return invalid_description(place + " must end in a vector, ends in " + to_text(*read));
    width += read->channels;
  }
  if (model.latent_size == 0 || model.latent_size > kLargestLatent)
    return invalid_description("latent_size is outside its range");
  const auto latent = output_shape(Linear{width, model.latent_size}, vector_shape(width), "encoder.mu");
  if (!latent)
    return tl::unexpected<Error>(latent.error());
  return {};
}

Result<void> check_fusion(const ModelDescription& model) {
  std::vector<Lead> grouped;
  for (std::size_t g = 0; g < model.fusion.groups.size(); ++g) {
    const auto& group = model.fusion.groups[g];
    if (auto distinct = check_distinct(group, "fusion.groups[" + std::to_string(g) + "]"); !distinct)
      return distinct;
    grouped.insert(grouped.end(), group.begin(), group.end());
  }
  if (model.fusion.groups.size() > kMostGroups || grouped.size() * model.latent_size > kMostFusionTerms)
    return invalid_description("fusion.groups holds too many groups");
  for (const Lead lead : model.leads) {
    if (!contains(grouped, lead)) {
      return invalid_description("fusion.groups does not hold lead " + std::string(lead_name(lead)) +
                                 " of input.leads");
    }
  }
  const double epsilon = model.fusion.variance_epsilon;
  if (!(epsilon >= 0.0 && epsilon <= 1.0))
    return invalid_description("fusion.variance_epsilon must lie in 0..1");
  return {};
}

Result<void> check_decoder(const ModelDescription& model) {
  if (model.decoder.layers.size() > kMostLayers)
    return invalid_description("decoder.layers holds too many layers");
  const auto output = output_shape(model.decoder.layers, vector_shape(model.latent_size), "decoder.layers");
  if (!output)
    return tl::unexpected<Error>(output.error());
  if (output->values() != model.samples) {
    return invalid_description("decoder.layers must end in " + std::to_string(model.samples) + " samples, ends in " +
                               to_text(*output));
  }
  return {};
}

bool is_identifier(const std::string& id) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), allowed);
}

/// Comparisons are written so that NaN fails them.
Result<void> check_calibration(const Calibration& calibration, const std::string& place) {
  constexpr double kLargest = 1e3, kLargestVariance = 1e6;
  // By a slope of 0 or below a higher score would mean less.
  if (!(calibration.slope > 0.0 && calibration.slope <= kLargest))
    return invalid_description(place + ".slope must be above 0 and at most 1000");
  if (!(std::fabs(calibration.intercept) <= kLargest))
    return invalid_description(place + ".intercept must lie in -1000..1000");
  // A slope known without doubt would make intervals of no width: certainty that nobody measured.
  const double slope = calibration.slope_variance, intercept = calibration.intercept_variance;
  if (!(slope > 0.0 && slope <= kLargestVariance && intercept >= 0.0 && intercept <= kLargestVariance))
    return invalid_description(
        place + ".covariance needs a slope's variance above 0, an intercept's of 0 or more, both at most 1e6");
  const double both = calibration.slope_intercept_covariance;
  constexpr double kRounding = 1e-9;
  if (!(both * both <= slope * intercept * (1.0 + kRounding)))
    return invalid_description(place + ".covariance is none: no two numbers vary together more than each alone");
  return {};
}

Result<void> check_head_numbers(const HeadDescription& head, const std::string& place) {
  const auto in_unit_range = [](const std::optional<double>& v) { return !v || (*v >= 0.0 && *v <= 1.0); };
  if (!in_unit_range(head.threshold))
    return invalid_description(place + ".threshold must lie in 0..1");
  if (!in_unit_range(head.training_prevalence))
    return invalid_description(place + ".training_prevalence must lie in 0..1");
  return head.calibration ? check_calibration(*head.calibration, place + ".calibration") : Result<void>{};
}

Result<void> check_head_leads(const ModelDescription& model, const HeadDescription& head, const std::string& place) {
  if (auto distinct = check_distinct(head.leads, place + ".leads"); !distinct)
    return distinct;
  for (const Lead lead : head.leads) {
    if (!contains(model.leads, lead)) {
      return invalid_description(place + ".leads holds " + std::string(lead_name(lead)) +
                                 ", which input.leads does not");
    }
  }
  return {};
}

Result<void> check_head(const ModelDescription& model, const HeadDescription& head, const std::string& place) {
  if (!is_identifier(head.id))
    return invalid_description(place + ".id must be 1 to 64 letters, digits, _ or -");
  if (head.task.empty())
    return invalid_description(place + ".task is empty");
  if (auto leads = check_head_leads(model, head, place); !leads)
    return leads;
  if (head.classes.size() != 2)
    return invalid_description(place + ".classes must be two");
  if (head.layers.size() > kMostLayers)
    return invalid_description(place + ".layers holds too many layers");
  const auto output = output_shape(head.layers, vector_shape(head_input_width(model, head)), place + ".layers");
  if (!output)
    return tl::unexpected<Error>(output.error());
  if (!output->is_vector || output->channels != 2) {
    return invalid_description(place + ".layers must end in two logits, end in " + to_text(*output));
  }
  return check_head_numbers(head, place);
}

Result<void> check_heads(const ModelDescription& model) {
  if (model.heads.size() > kMostHeads)
    return invalid_description("heads holds more than 64 entries");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < model.heads.size(); ++i) {
    const std::string place = "heads[" + std::to_string(i) + "]";
    if (auto head = check_head(model, model.heads[i], place); !head)
      return head;
    if (!ids.insert(model.heads[i].id).second)
      return invalid_description(place + ".id \"" + model.heads[i].id + "\" is taken");
  }
  return {};
}

Result<void> check_free_form(const std::string& text, const std::string& place) {
  if (text.empty() || nlohmann::json::parse(std::string_view(text), nullptr, false).is_object())
    return {};
  return invalid_description(place + " must be a JSON object");
}

}  // namespace

ActivationShape trunk_output(const ModelDescription& model) {
  const auto shape = output_shape(model.encoder.trunk, sequence_shape(model.samples, 1), "encoder.trunk");
  return shape.value_or(ActivationShape{});
}

std::size_t readout_width(const ModelDescription& model) {
  std::size_t width = 0;
  for (const auto& readout : model.encoder.readouts) {
    width += output_shape(readout, trunk_output(model), "").value_or(ActivationShape{}).channels;
  }
  return width;
}

std::size_t head_input_width(const ModelDescription& model, const HeadDescription& head) {
  return head.leads.size() * (model.latent_size + (head.log_sd_mv ? 1 : 0));
}

Result<void> check_model_description(const ModelDescription& model) {
  using Check = Result<void> (*)(const ModelDescription&);
  for (const Check check :
       {Check(check_input), Check(check_encoder), Check(check_fusion), Check(check_decoder), Check(check_heads)}) {
    if (auto result = check(model); !result)
      return result;
  }
  if (auto work = check_model_work(model); !work)
    return work;
  if (auto training = check_free_form(model.training_json, "training"); !training)
    return training;
  return check_free_form(model.results_json, "results");
}

}  // namespace leadwise::nn
