#include "commands/starting_weights.hpp"

#include <algorithm>
#include <iostream>

#include "leadwise/taught_head.hpp"
#include "network/untrained.hpp"
#include "support/file_access.hpp"
#include "support/json_object.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

Result<WeightFile> not_pretrained(const TrainingConfig& config) {
  if (!config.weights.empty())
    return fail(ErrorCode::InvalidArgument,
                "config keys \"weights\" and \"encoders\" " + config.encoders + " exclude each other");
  auto description = untrained_description(config);
  description.licence.clear();
  description.name += config.encoders == "random" ? "-not-pretrained" : "-random-frozen";
  return WeightFile{description, untrained_tensors(description, config.seed)};
}

Result<WeightFile> given_weights(const TrainingConfig& config) {
  const auto bytes = read_file(config.weights);
  if (!bytes)
    return tl::unexpected(bytes.error());
  return read_weight_file(*bytes);
}

Result<WeightFile> given_or_random(const TrainingConfig& config) {
  if (config.encoders != "pretrained")
    return not_pretrained(config);
  if (config.weights.empty())
    return fail(ErrorCode::InvalidArgument,
                "finetune needs the config key \"weights\"; \"encoders\" random or random_frozen does without");
  return given_weights(config);
}

/// Examples hold all twelve leads, 5,000 samples each.
Result<void> check_input(const ModelDescription& description) {
  const bool twelve =
      std::equal(description.leads.begin(), description.leads.end(), kTwelveLeads.begin(), kTwelveLeads.end());
  if (twelve && description.samples == kWindowSamples)
    return {};
  return fail(ErrorCode::UnsupportedLeadSet,
              "training needs a model of the twelve leads, in their order, at 5,000 samples");
}

bool is_same_head(const HeadDescription& a, const HeadDescription& b) {
  return a.id == b.id && a.task == b.task && a.leads == b.leads;
}

void leave_out_others(WeightFile& file, const std::vector<HeadDescription>& wanted) {
  std::erase_if(file.description.heads, [&](const HeadDescription& head) {
    const bool goes_on =
        std::any_of(wanted.begin(), wanted.end(), [&](const HeadDescription& one) { return is_same_head(one, head); });
    if (!goes_on)
      std::cerr << "left out: head " << head.id << " of the weights, which is not taught here\n";
    return !goes_on;
  });
  std::erase_if(file.tensors, [&](const auto& tensor) {
    const auto& heads = file.description.heads;
    return tensor.first.rfind("head.", 0) == 0 && std::none_of(heads.begin(), heads.end(), [&](const auto& head) {
             return tensor.first.rfind("head." + head.id + ".", 0) == 0;
           });
  });
}

void add_missing(WeightFile& file, const std::vector<HeadDescription>& wanted, std::uint64_t seed) {
  auto& heads = file.description.heads;
  for (const auto& one : wanted)
    if (std::none_of(heads.begin(), heads.end(), [&](const HeadDescription& head) { return is_same_head(one, head); }))
      heads.push_back(one);
  for (auto& [name, tensor] : untrained_tensors(file.description, seed))
    file.tensors.emplace(name, tensor);
}

Result<void> check_made_as_asked(const ModelDescription& description, const TrainingConfig& config) {
  if (auto fits = check_input(description); !fits)
    return fits;
  if (description.preset != config.preset)
    return fail(ErrorCode::InvalidArgument, "\"" + config.weights + "\" is of the preset \"" + description.preset +
                                                "\", the config key \"preset\" is \"" + config.preset + "\"");
  return check_fused_by_method(description, config);
}

/// The encoders will change, and with them what heads, their labels and results were.
void leave_heads_behind(WeightFile& file) {
  auto& description = file.description;
  description.heads.clear();
  std::erase_if(file.tensors, [](const auto& tensor) { return tensor.first.rfind("head.", 0) == 0; });
  forget_validation(description);
  description.results_json = ModelDescription{}.results_json;
  forget_statements(description);
  auto training = object_in(description.training_json);
  training.erase("labels");
  description.training_json = training.dump();
}

}  // namespace

Result<WeightFile> pretrained_weights(const TrainingConfig& config) {
  auto file = given_weights(config);
  if (!file)
    return file;
  if (auto fits = check_made_as_asked(file->description, config); !fits)
    return tl::unexpected(fits.error());
  leave_heads_behind(*file);
  return file;
}

std::string learnt_from(std::uint64_t data_hash, const std::map<std::string, FloatTensor>& tensors) {
  auto hash = data_hash;
  for (const auto& [name, tensor] : tensors) {
    const std::string_view bytes(reinterpret_cast<const char*>(tensor.values.data()),
                                 tensor.values.size() * sizeof(float));
    hash = text_hash(bytes, text_hash(name, hash));
  }
  return std::to_string(hash);
}

Result<WeightFile> starting_weights(const Lesson& lesson, const TrainingData& data, const TrainingConfig& config) {
  auto file = given_or_random(config);
  if (!file)
    return file;
  if (auto fits = check_input(file->description); !fits)
    return tl::unexpected(fits.error());
  if (config.elbo_weight > 0.0)
    if (auto fits = check_fused_by_method(file->description, config); !fits)
      return tl::unexpected(fits.error());
  const auto wanted = lesson.heads(file->description, config);
  if (!wanted)
    return tl::unexpected(wanted.error());
  leave_out_others(*file, *wanted);
  add_missing(*file, *wanted, config.seed);
  // They were of other heads.
  file->description.results_json = ModelDescription{}.results_json;
  for (auto& head : file->description.heads) {
    head.training_prevalence = lesson.prevalence(head, data);
    head.calibration.reset();
    head.threshold.reset();
    head.clinically_validated = false;
  }
  return file;
}

}  // namespace leadwise::training
