#include "screener_instance.hpp"

#include <utility>

#include "given_files.hpp"
#include "head_options.hpp"
#include "js_options.hpp"
#include "leadwise/report_json.hpp"
#include "leadwise/screener.hpp"
#include "leadwise/usable_windows.hpp"

namespace leadwise::wasm {
namespace {

Result<LeadChoice> lead_choice_from_js(const val& options) {
  return text_option(options, "leads").and_then([](const std::optional<std::string>& leads) {
    return parse_lead_choice(leads.value_or("auto"));
  });
}

Result<std::optional<Explainer>> explainer_of(const std::vector<std::uint8_t>& weights, bool wanted) {
  if (!wanted)
    return std::nullopt;
  return Explainer::open(weights).map([](Explainer&& explainer) { return std::optional(std::move(explainer)); });
}

/// One record, and the leads that are asked about.
struct Question {
  LeadChoice choice;
  GivenRecord given;
};

Result<Question> question_from_js(const val& files, const val& options) {
  const auto choice = lead_choice_from_js(options);
  if (!choice)
    return tl::unexpected(choice.error());
  return read_given_record(files, options).map([&](GivenRecord&& given) {
    return Question{*choice, std::move(given)};
  });
}

HeadExamples examples_from_js(const val& features, const val& positive) {
  HeadExamples examples;
  examples.features = emscripten::convertJSArrayToNumberVector<float>(features);
  for (const std::uint8_t label : bytes_from_js(positive))
    examples.positive.push_back(label != 0);
  examples.width = examples.positive.empty() ? 0 : examples.features.size() / examples.positive.size();
  return examples;
}

val taught_to_js(const TaughtWeights& taught) {
  val object = val::object();
  object.set("weights", bytes_to_js(taught.safetensors));
  object.set("head", text_to_js(taught.head_id));
  object.set("losses", array_to_js(taught.losses, [](double loss) { return val(loss); }));
  return object;
}

tl::unexpected<Error> no_model() { return fail(ErrorCode::InvalidArgument, "no weights are loaded"); }

}  // namespace

val ScreenerInstance::load_model(const val& safetensors) {
  auto weights = bytes_from_js(safetensors);
  auto model = Model::load(weights);
  if (!model)
    return outcome_to_js(tl::unexpected(model.error()));
  model_.emplace(std::move(*model));
  weights_ = std::move(weights);
  return outcome_to_js(val::undefined());
}

Result<val> ScreenerInstance::screened(const val& files, const val& options, bool explained) {
  if (!model_)
    return no_model();
  const auto asked = question_from_js(files, options);
  if (!asked)
    return tl::unexpected(asked.error());
  const auto explainer = explainer_of(weights_, explained);
  if (!explainer)
    return tl::unexpected(explainer.error());
  const EcgRecord& record = asked->given.record;
  const auto screening = leadwise::screen(record, *model_, asked->choice, *explainer ? &**explainer : nullptr);
  if (!screening)
    return tl::unexpected(screening.error());
  return val(screening_json(asked->given.name, record, *screening, *model_));
}

Result<val> ScreenerInstance::examined(const val& files, const val& options) {
  if (!model_)
    return no_model();
  const auto request = measuring_request_from_js(options);
  if (!request)
    return tl::unexpected(request.error());
  const auto asked = question_from_js(files, options);
  if (!asked)
    return tl::unexpected(asked.error());
  const auto& [name, record] = asked->given;
  const auto measurement = measure_ecg(record, request->bedside);
  if (!measurement)
    return tl::unexpected(measurement.error());
  const auto screening = leadwise::screen(record, *model_, asked->choice, nullptr, &*measurement);
  if (!screening)
    return tl::unexpected(screening.error());
  val object = val::object();
  object.set("screening", screening_json(name, record, *screening, *model_));
  object.set("measurement", measure_json(name, record, *measurement, request->beat_samples));
  return object;
}

val ScreenerInstance::screen(const val& files, const val& options) {
  return outcome_to_js(screened(files, options, false));
}

val ScreenerInstance::explain(const val& files, const val& options) {
  return outcome_to_js(screened(files, options, true));
}

val ScreenerInstance::examine(const val& files, const val& options) { return outcome_to_js(examined(files, options)); }

Result<val> ScreenerInstance::features_of(const val& files, const val& options, const val& lesson) {
  if (!model_)
    return no_model();
  const auto given_lesson = head_lesson_from_js(lesson);
  if (!given_lesson)
    return tl::unexpected(given_lesson.error());
  const auto head = head_of(*given_lesson, model_->description());
  if (!head)
    return tl::unexpected(head.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  return encode_first_window(given->record, *model_, head->leads)
      .and_then([&](const EncodedLeads& encoded) { return leadwise::head_features(encoded, *head); })
      .map([](const std::vector<float>& features) { return floats_to_js(features); });
}

Result<val> ScreenerInstance::taught(const val& features, const val& positive, const val& lesson) const {
  if (!model_)
    return no_model();
  const auto given_lesson = head_lesson_from_js(lesson);
  if (!given_lesson)
    return tl::unexpected(given_lesson.error());
  if (positive["length"].as<double>() == 0.0)
    return fail(ErrorCode::NoUsableRecord, "there are no examples");
  return teach_head(weights_, *given_lesson, examples_from_js(features, positive)).map(taught_to_js);
}

val ScreenerInstance::head_features(const val& files, const val& options, const val& lesson) {
  return outcome_to_js(features_of(files, options, lesson));
}

val ScreenerInstance::train_head(const val& features, const val& positive, const val& lesson) const {
  return outcome_to_js(taught(features, positive, lesson));
}

val ScreenerInstance::model_card() const {
  return outcome_to_js(model_ ? Result<val>(val(model_card_json(*model_))) : no_model());
}

}  // namespace leadwise::wasm
