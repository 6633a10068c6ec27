#include "commands/crossval.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>

#include "commands/lead_sets.hpp"
#include "commands/output_file.hpp"
#include "judging/judgement.hpp"
#include "judging/record_scores.hpp"
#include "leadwise/patient_split.hpp"
#include "leadwise/taught_head.hpp"
#include "log/run_log.hpp"
#include "support/file_access.hpp"
#include "weights/labelled_card.hpp"
#include "weights/model_file.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;

constexpr double kThreshold = 0.5;

HeadTrainingSettings settings_of(const TrainingConfig& config) {
  return {config.seed, config.head_epochs, config.head_batch_size, config.head_learning_rate,
          config.frozen_head_dropout};
}

/// Heads of config.head_leads over the model's latents, in the published shape; of those sets whose leads it has.
Result<std::vector<HeadDescription>> untaught_heads(const ModelDescription& model, const TrainingConfig& config) {
  const auto& task = config.task.empty() ? config.label : config.task;
  std::vector<HeadDescription> heads;
  for (const auto& set : config.head_leads) {
    auto leads = lead_set(set);
    if (!leads)
      return tl::unexpected(leads.error());
    if (!lacking_lead(model, *leads))
      heads.push_back(head_of_set(model, task, set, std::move(*leads)));
  }
  if (heads.empty())
    return fail(ErrorCode::UnsupportedLeadSet,
                "the weights lack encoders for every one of the sets of leads \"head_leads\": no head is taught");
  return heads;
}

/// The rows that are in the fold, or all the others.
HeadExamples rows_of_fold(const HeadExamples& all, const std::vector<std::size_t>& folds, std::size_t fold,
                          bool inside) {
  HeadExamples chosen{all.width, {}, {}, {}};
  for (std::size_t i = 0; i < folds.size(); ++i) {
    if ((folds[i] == fold) != inside)
      continue;
    const auto row = all.features.begin() + static_cast<std::ptrdiff_t>(i * all.width);
    chosen.features.insert(chosen.features.end(), row, row + static_cast<std::ptrdiff_t>(all.width));
    chosen.positive.push_back(all.positive[i]);
    chosen.weights.push_back(all.weights[i]);
  }
  return chosen;
}

/// Weights count against their mean: those that are all alike change nothing.
Result<TrainedHead> teach(const HeadDescription& head, HeadExamples examples, const TrainingConfig& config) {
  const double sum = std::accumulate(examples.weights.begin(), examples.weights.end(), 0.0);
  if (sum == 0.0)
    return fail(ErrorCode::InvalidLabel, "all records that teach the head " + head.id + " have the weight 0");
  for (auto& weight : examples.weights)
    weight *= static_cast<double>(examples.weights.size()) / sum;
  return train_head(head, examples, settings_of(config));
}

/// What a head learnt, and how it answered.
struct CrossValidated {
  HeadDescription head;
  HeadExamples examples;
  std::vector<ScoredExample> answers;
  std::optional<TrainedHead> taught;  ///< on all folds, where weights are to be written
};

/// Mean cross-entropies by epoch, of everything that is taught, by its name.
using Losses = std::map<std::string, std::vector<double>>;

/// Answers to the records of one fold by a head that never saw their patients.
Result<std::vector<double>> answer_fold(const HeadDescription& head, const HeadExamples& all,
                                        const std::vector<std::size_t>& folds, std::size_t fold,
                                        const TrainingConfig& config, Losses& losses) {
  const auto trained = teach(head, rows_of_fold(all, folds, fold, false), config);
  if (!trained)
    return fail(trained.error().code, "fold " + std::to_string(fold + 1) + ": " + trained.error().message);
  std::cerr << head.id << ", fold " << fold + 1 << ": training loss " << trained->losses.back() << '\n';
  losses["loss_" + head.id + "_fold_" + std::to_string(fold + 1)] = trained->losses;
  return head_log_odds(head, trained->tensors, rows_of_fold(all, folds, fold, true));
}

Result<std::vector<double>> answer_all(const HeadDescription& head, const HeadExamples& all,
                                       const std::vector<std::size_t>& folds, const TrainingConfig& config,
                                       Losses& losses) {
  std::vector<double> log_odds(folds.size());
  for (std::size_t fold = 0; fold < config.folds; ++fold) {
    const auto answers = answer_fold(head, all, folds, fold, config, losses);
    if (!answers)
      return answers;
    for (std::size_t i = 0, next = 0; i < folds.size(); ++i)
      if (folds[i] == fold)
        log_odds[i] = (*answers)[next++];
  }
  return log_odds;
}

/// Mean and sample SD of a metric over the folds in which it is defined.
json over_folds(Metric metric, const std::vector<std::vector<ScoredExample>>& folds) {
  std::vector<double> values;
  double sum = 0.0, squares = 0.0;
  for (const auto& fold : folds)
    if (const auto value = metric_value(metric, fold, kThreshold))
      values.push_back(*value);
  for (const double value : values)
    sum += value;
  const auto count = static_cast<double>(values.size());
  for (const double value : values)
    squares += (value - sum / count) * (value - sum / count);
  if (values.size() < 2)
    return {{"mean", nullptr}, {"sd", nullptr}, {"folds", values.size()}};
  return {{"mean", sum / count}, {"sd", std::sqrt(squares / (count - 1.0))}, {"folds", values.size()}};
}

json folds_json(const std::vector<ScoredExample>& examples, const std::vector<std::size_t>& folds, std::size_t count) {
  std::vector<std::vector<ScoredExample>> by_fold(count);
  for (std::size_t i = 0; i < examples.size(); ++i)
    by_fold[folds[i]].push_back(examples[i]);
  json metrics = json::object();
  for (const auto metric : kAllMetrics)
    metrics[std::string(metric_name(metric))] = over_folds(metric, by_fold);
  return metrics;
}

void print_folds(const std::string& head, const json& metrics) {
  std::cout << head << ", over folds: mean (SD)\n";
  for (const auto metric : kAllMetrics) {
    const auto& said = metrics[std::string(metric_name(metric))];
    if (!said["mean"].is_null())
      std::cout << "  " << metric_name(metric) << ' ' << said["mean"].get<double>() << " (" << said["sd"].get<double>()
                << ")\n";
  }
}

/// On all folds.
Result<void> teach_all(CrossValidated& one, const TrainingConfig& config, Losses& losses) {
  auto trained = teach(one.head, one.examples, config);
  if (!trained)
    return tl::unexpected(trained.error());
  losses["loss_" + one.head.id + "_all"] = trained->losses;
  one.taught = std::move(*trained);
  return {};
}

Result<std::vector<CrossValidated>> cross_validate(const std::vector<HeadDescription>& heads,
                                                   std::vector<HeadExamples> encoded, const LabelledData& data,
                                                   const std::vector<std::size_t>& folds, const TrainingConfig& config,
                                                   Losses& losses) {
  std::vector<CrossValidated> validated;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const auto log_odds = answer_all(heads[i], encoded[i], folds, config, losses);
    if (!log_odds)
      return tl::unexpected(log_odds.error());
    validated.push_back({heads[i], std::move(encoded[i]), scored_examples(data, *log_odds, heads[i]), std::nullopt});
    if (!config.weights_out.empty())
      if (auto taught = teach_all(validated.back(), config, losses); !taught)
        return tl::unexpected(taught.error());
  }
  return validated;
}

json results_json(const std::vector<CrossValidated>& validated, const LabelledData& data,
                  const std::vector<std::size_t>& folds, const TrainingConfig& config) {
  const BootstrapSettings settings{config.seed, config.bootstrap_replicates};
  json results = {{"data", labelled_summary(data, config)}, {"folds", config.folds}, {"heads", json::object()}};
  for (const auto& one : validated) {
    json pooled = judgement_json(one.answers, kThreshold, settings);
    pooled["subgroups"] = subgroups_json(data, one.answers, kThreshold, settings);
    results["heads"][one.head.id] = {{"over_folds", folds_json(one.answers, folds, config.folds)}, {"pooled", pooled}};
    print_folds(one.head.id, results["heads"][one.head.id]["over_folds"]);
    std::cout << judgement_text(one.head.id + ", pooled", pooled);
  }
  results["paired"] = json::object();
  for (auto first = validated.begin(); first != validated.end(); ++first)
    for (auto second = std::next(first); second != validated.end(); ++second) {
      const auto title = first->head.id + " - " + second->head.id;
      results["paired"][title] = paired_json({first->answers, kThreshold}, {second->answers, kThreshold}, settings);
      std::cout << paired_text(title, results["paired"][title]);
    }
  return results;
}

/// Results "ph.json" have their log in "ph.log".
std::filesystem::path log_folder(const TrainingConfig& config) {
  return std::filesystem::path(config.out.empty() ? config.weights_out : config.out).replace_extension(".log");
}

bool is_same_path(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code error;  // an empty path stays one
  return std::filesystem::absolute(one, error).lexically_normal() ==
         std::filesystem::absolute(other, error).lexically_normal();
}

/// Whether the folder of the log can be one, before hours of work. Error: FileNotWritable.
Result<void> check_log_folder(const TrainingConfig& config) {
  if (config.out.empty() && config.weights_out.empty())
    return {};
  const auto folder = log_folder(config);
  std::error_code error;
  const bool is_file = std::filesystem::exists(folder, error) && !std::filesystem::is_directory(folder, error);
  if (!is_file && !is_same_path(folder, config.out) && !is_same_path(folder, config.weights_out))
    return {};
  return fail(ErrorCode::FileNotWritable, "the log needs a folder \"" + folder.string() + "\", which is " +
                                              (is_file ? "a file" : "to be written as a file too") +
                                              ": name what is written otherwise");
}

/// Beside what is written, in a folder of its own: another run's log may lie there.
Result<void> write_log(const Losses& losses, const TrainingConfig& config) {
  if (config.out.empty() && config.weights_out.empty())
    return {};
  if (auto created = create_folder(log_folder(config)); !created)
    return created;
  auto log = RunLog::open(log_folder(config), 0);
  for (std::uint64_t epoch = 0; log && epoch < config.head_epochs; ++epoch) {
    std::map<std::string, double> of_epoch;
    for (const auto& [name, by_epoch] : losses)
      of_epoch[name] = by_epoch[epoch];
    if (auto added = log->add(epoch + 1, of_epoch); !added)
      return added;
  }
  return log ? Result<void>() : tl::unexpected(log.error());
}

/// Error: TooFewPatients.
Result<std::vector<std::size_t>> folds_of(const LabelledData& data, const TrainingConfig& config) {
  return stratified_folds(data.patients(), data.positive(), config.folds, config.split_seed);
}

/// Of what was learnt: a record that counts twice is two.
double share_of_positives(const HeadExamples& examples) {
  double all = 0.0, positive = 0.0;
  for (std::size_t i = 0; i < examples.weights.size(); ++i) {
    all += examples.weights[i];
    positive += examples.positive[i] ? examples.weights[i] : 0.0;
  }
  return positive / all;
}

/// The heads taught on all records, in a weight file that says so.
Result<void> write_taught(std::span<const std::uint8_t> bytes, const std::vector<CrossValidated>& validated,
                          const LabelledData& data, const PatientMarks& marks, const json& results,
                          const TrainingConfig& config) {
  auto summary = labelled_summary(data, config);
  summary["patient_marks"] = marks_json(marks, data.parts);
  auto file = read_weight_file(bytes);
  if (!file)
    return tl::unexpected(file.error());
  std::vector<std::string> taught;
  for (const auto& one : validated) {
    taught.push_back(one.head.id);
    add_head(*file, one.head, *one.taught, share_of_positives(one.examples));
  }
  describe_labelled_heads(file->description, config, summary, taught);
  add_results(file->description, "crossval", results);
  const auto written = write_weight_file(file->description, file->tensors);
  if (!written)
    return tl::unexpected(written.error());
  return write_model_file(config.weights_out, *written, file->description);
}

}  // namespace

Result<void> crossval(const TrainingConfig& config) {
  for (const auto& path : {config.out, config.weights_out})
    if (auto writable = check_output_file(path, path == config.out ? config.weights : ""); !writable)
      return writable;
  if (auto usable = check_log_folder(config); !usable)
    return usable;
  auto weights = read_model_file(config.weights);
  if (!weights)
    return tl::unexpected(weights.error());
  const auto& description = weights->model.description();
  const auto heads = untaught_heads(description, config);
  if (!heads)
    return tl::unexpected(heads.error());
  auto data = load_labelled_data(config, {Part::train, Part::validation, Part::test}, leads_of(*heads, description));
  if (!data)
    return tl::unexpected(data.error());
  const auto patients = judged_patients(data->data, data->parts);
  if (!patients)
    return tl::unexpected(patients.error());
  if (auto unseen = check_encoders_not_taught_on(description, *patients, config); !unseen)
    return unseen;
  // Before hours of encoding; what abstains there may make them too few only then.
  if (const auto enough = folds_of(*data, config); !enough)
    return tl::unexpected(enough.error());
  auto encoded = encode_records(weights->model, *data, *heads, config);
  if (!encoded)
    return tl::unexpected(encoded.error());
  const auto folds = folds_of(*data, config);
  if (!folds)
    return tl::unexpected(folds.error());
  Losses losses;
  const auto validated = cross_validate(*heads, std::move(*encoded), *data, *folds, config, losses);
  if (!validated)
    return tl::unexpected(validated.error());
  const auto results = results_json(*validated, *data, *folds, config);
  if (!config.out.empty())
    if (const auto written = write_file(config.out, results.dump(2) + "\n"); !written)
      return written;
  if (!config.weights_out.empty())
    if (auto written = write_taught(weights->bytes, *validated, *data, patients->marks, results, config); !written)
      return written;
  // Last: where it cannot be written, the work is there.
  return write_log(losses, config);
}

}  // namespace leadwise::training
