#include "screening_run.hpp"

#include <utility>

#include "answer_run.hpp"
#include "answer_table.hpp"
#include "leadwise/report_json.hpp"
#include "screening_request.hpp"

namespace leadwise::cli {
namespace {

Answer screened(const Input& input, Model& model, const Explainer* explainer, const ScreeningRun& run) {
  const auto record = read_input(input, run.reading);
  if (!record)
    return failure_answer(input, record.error());
  const auto screening = screen(*record, model, run.choice, explainer);
  if (!screening)
    return failure_answer(input, screening.error());
  return {screening_json(input.name, *record, *screening, model), false};
}

/// Each thread has a model of its own: one may not be used by two at once.
Result<std::vector<Model>> load_models(const Bytes& weights, std::size_t count) {
  std::vector<Model> models;
  for (std::size_t i = 0; i < count; ++i) {
    auto model = Model::load(weights);
    if (!model)
      return tl::unexpected(model.error());
    models.push_back(std::move(*model));
  }
  return models;
}

/// The threads share it. None where explanations were not asked for.
Result<std::optional<Explainer>> open_explainer(const Bytes& weights, const ScreeningRun& run) {
  if (!run.explain)
    return std::nullopt;
  return Explainer::open(weights).map([](Explainer&& explainer) { return std::optional(std::move(explainer)); });
}

std::set<std::string> names_of(const std::vector<Input>& records) {
  std::set<std::string> names;
  for (const Input& input : records)
    names.insert(input.name);
  return names;
}

Result<AnswerSink> open_sink(const std::vector<Input>& records, const ScreeningRun& run,
                             const std::string& model_sha256) {
  if (!run.output_path.empty())
    return AnswerSink::to_file(run.output_path, run.resume,
                               {model_sha256, screening_request_json(run), run.explain,
                                run.resume ? names_of(records) : std::set<std::string>()});
  return run.json ? AnswerSink::to_stdout() : AnswerSink::to_stdout(ReadableForm{&table_heading, &table_line});
}

}  // namespace

Result<std::size_t> run_screening(const std::vector<Input>& records, const Bytes& weights, const ScreeningRun& run) {
  auto models = load_models(weights, worker_count(records.size(), run.threads));
  if (!models)
    return tl::unexpected(models.error());
  const auto explainer = open_explainer(weights, run);
  if (!explainer)
    return tl::unexpected(explainer.error());
  const Explainer* const shared = *explainer ? &**explainer : nullptr;
  auto sink = open_sink(records, run, models->front().sha256());
  if (!sink)
    return tl::unexpected(sink.error());
  std::vector<Worker> workers;
  for (Model& model : *models)
    workers.emplace_back([&model, &run, shared](const Input& input) { return screened(input, model, shared, run); });
  return answer_all(records, workers, *sink);
}

}  // namespace leadwise::cli
