#include "commands/explain.hpp"

#include <algorithm>
#include <iostream>
#include <map>

#include "commands/output_file.hpp"
#include "data/epoch_plan.hpp"
#include "data/training_data.hpp"
#include "judging/attribution_means.hpp"
#include "judging/record_scores.hpp"
#include "leadwise/screener.hpp"
#include "support/file_access.hpp"
#include "weights/model_file.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

constexpr const char* kShows =
    "Means over ECGs of what moved a head's log odds on the way from a flat line to the ECG (integrated gradients, as "
    "leadwise screen --explain gives for one ECG): by lead, by part of the beat, and by the lead's size where the head "
    "is "
    "given it. mean_size is the mean of the absolute values: parts that raise some scores and lower others have a mean "
    "near 0 and a size.";
constexpr const char* kDoesNotShow =
    "Research use only: not for diagnosis. It says what these weights used of these ECGs, not what ails the patients, "
    "not what would happen if a wave were changed, and nothing about ECGs of others. Another baseline gives other "
    "values.";

std::vector<std::size_t> chosen_recordings(const TrainingData& data, const TrainingConfig& config) {
  const auto is_chosen = [&](Part part) {
    if (config.parts.empty())
      return part == Part::test || part == Part::external;
    return std::find(config.parts.begin(), config.parts.end(), name_of_part(part)) != config.parts.end();
  };
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < data.parts.size(); ++i)
    if (is_chosen(data.parts[i]))
      positions.push_back(i);
  return spread(std::move(positions), config.explained_records);
}

struct Explained {
  std::map<std::string, AttributionMeans> heads;
  std::map<std::string, std::size_t> abstained;
  std::size_t refused = 0;
};

Result<void> explain_recording(const Recording& recording, Model& model, const Explainer& explainer,
                               Explained& explained) {
  const auto screening = screen(recording.ecg, model, {LeadChoice::Kind::every, {}}, &explainer);
  if (!screening)
    return tl::unexpected(screening.error());
  if (screening->abstained)
    ++explained.abstained[std::string(error_name(screening->abstained->code))];
  for (const auto& explanation : screening->explanations)
    if (const auto head = explained.heads.find(explanation.head_id); head != explained.heads.end())
      head->second.add(recording.patient, explanation);
  return {};
}

Result<Explained> explain_recordings(ModelFile& weights, const std::vector<HeadDescription>& heads,
                                     const TrainingData& data, const TrainingConfig& config) {
  const auto explainer = Explainer::open(weights.bytes);
  if (!explainer)
    return tl::unexpected(explainer.error());
  Explained explained;
  for (const auto& head : heads)
    explained.heads[head.id];
  const auto positions = chosen_recordings(data, config);
  const auto visited = visit_recordings(data, positions, [&](const Recording& recording) {
    return explain_recording(recording, weights.model, *explainer, explained);
  });
  if (!visited)
    return tl::unexpected(visited.error());
  explained.refused = data.set.refused.size() + positions.size() - visited->size();
  return explained;
}

Result<json> explanation_results(const Explained& explained, const Model& model, const TrainingConfig& config) {
  json results = {{"shows", kShows},
                  {"does_not_show", kDoesNotShow},
                  {"interval", "95 %, bootstrap over patients"},
                  {"model", {{"name", model.description().name}, {"sha256", model.sha256()}}},
                  {"intended_use", model.description().intended_use},
                  {"refused", explained.refused},
                  {"abstained", explained.abstained}};
  for (const auto& [id, means] : explained.heads) {
    auto head = means.json({config.seed, config.bootstrap_replicates});
    if (!head)
      return fail(head.error().code, "head " + id + ": no ECG of these parts could be explained");
    results["heads"][id] = std::move(*head);
  }
  return results;
}

}  // namespace

Result<void> explain(const TrainingConfig& config) {
  if (auto writable = check_output_file(config.out, config.weights); !writable)
    return writable;
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  const auto& description = weights->model.description();
  const auto heads = chosen_heads(description, config);
  if (!heads)
    return tl::unexpected(heads.error());
  const auto data = load_training_data(config, {}, leads_of(*heads, description));
  if (!data)
    return tl::unexpected(data.error());
  const auto explained = explain_recordings(*weights, *heads, *data, config);
  if (!explained)
    return tl::unexpected(explained.error());
  const auto results = explanation_results(*explained, weights->model, config);
  if (!results)
    return tl::unexpected(results.error());
  for (const auto& [id, means] : (*results)["heads"].items())
    std::cout << attribution_text(id, means);
  std::cout << kDoesNotShow << '\n';
  return config.out.empty() ? Result<void>{} : write_file(config.out, results->dump(2) + "\n");
}

}  // namespace leadwise::training
