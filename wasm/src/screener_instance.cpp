#include "screener_instance.hpp"

#include <utility>

#include "given_files.hpp"
#include "js_options.hpp"
#include "leadwise/report_json.hpp"
#include "leadwise/screener.hpp"

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
  const auto choice = lead_choice_from_js(options);
  if (!choice)
    return tl::unexpected(choice.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  const auto explainer = explainer_of(weights_, explained);
  if (!explainer)
    return tl::unexpected(explainer.error());
  const auto screening = leadwise::screen(given->record, *model_, *choice, *explainer ? &**explainer : nullptr);
  if (!screening)
    return tl::unexpected(screening.error());
  return val(screening_json(given->name, given->record, *screening, *model_));
}

val ScreenerInstance::screen(const val& files, const val& options) {
  return outcome_to_js(screened(files, options, false));
}

val ScreenerInstance::explain(const val& files, const val& options) {
  return outcome_to_js(screened(files, options, true));
}

val ScreenerInstance::model_card() const {
  return outcome_to_js(model_ ? Result<val>(val(model_card_json(*model_))) : no_model());
}

}  // namespace leadwise::wasm
