#include "weights/card_text.hpp"

#include <sstream>

#include "support/json_object.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

const char* type_name(WeightType type) {
  if (type == WeightType::fp32)
    return "fp32";
  return type == WeightType::fp16 ? "fp16" : "int8";
}

std::string plain_text(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

void write_head(std::ostream& out, const HeadDescription& head) {
  out << "- `" << head.id << "`: task " << head.task << ", " << head.leads.size() << " leads, ";
  if (head.calibration)
    out << "calibrated (slope " << head.calibration->slope << ", intercept " << head.calibration->intercept << "), ";
  else
    out << "not calibrated, ";
  if (head.threshold)
    out << "threshold " << *head.threshold << ", ";
  else
    out << "no threshold, ";
  if (head.training_prevalence)
    out << "share of positives that it saw " << *head.training_prevalence << ", ";
  out << (head.clinically_validated ? "clinically validated" : "not clinically validated") << "\n";
}

/// The stage's command, then whatever it says of its data and measurements.
void write_stage(std::ostream& out, const json& stage) {
  if (!stage.is_object())
    return;
  out << "- " << plain_text(stage.value("command", json("?"))) << "\n";
  for (const char* kind : {"data", "measurements"}) {
    const auto said = stage.value(kind, json::object());
    if (said.is_object())
      for (const auto& [key, value] : said.items())
        out << "  - " << key << ": " << plain_text(value) << "\n";
  }
}

void write_training(std::ostream& out, const json& training) {
  out << "\n## How it came to be\n";
  for (const char* key : {"sources", "labels"})
    if (training.contains(key))
      out << plain_text(training[key]) << "\n\n";
  const auto stages = training.value("stages", json::array());
  if (!stages.is_array() || stages.empty())
    out << "The card does not say.\n";
  else
    for (const auto& stage : stages)
      write_stage(out, stage);
}

void write_results(std::ostream& out, const json& results) {
  out << "\n## Results\n";
  if (results.empty())
    out << "None: these weights were judged on nobody.\n";
  for (const auto& [key, result] : results.items())
    out << "- " << key << "\n";
  if (!results.empty())
    out << "\n`leadwise model` prints them from the weight file.\n";
}

}  // namespace

std::string card_text(const ModelDescription& description) {
  std::ostringstream out;
  out << "# " << (description.name.empty() ? "Unnamed weights" : description.name) << "\n\n"
      << description.intended_use << "\n\n";
  out << "Preset " << description.preset << ", weights " << type_name(description.weight_type) << ", latent size "
      << description.latent_size << ". Licence: " << (description.licence.empty() ? "not stated" : description.licence)
      << ".\n\nClinically validated: " << (description.clinically_validated ? "yes" : "no");
  if (description.validated_on)
    out << ", on " << *description.validated_on;
  out << ".\n\n## Heads\n";
  if (description.heads.empty())
    out << "None: these weights give no score.\n";
  for (const auto& head : description.heads)
    write_head(out, head);
  write_training(out, object_in(description.training_json));
  write_results(out, object_in(description.results_json));
  return out.str();
}

}  // namespace leadwise::training
