#include "head_options.hpp"

#include <cmath>

#include "js_options.hpp"
#include "leadwise/screener.hpp"

namespace leadwise::wasm {
namespace {

/// As many epochs, or records in a batch, as anyone would ask for.
constexpr double kLargestCount = 1e6;

Result<std::vector<Lead>> leads_from_js(const val& options) {
  const auto text = text_option(options, "leads");
  if (!text)
    return tl::unexpected(text.error());
  const auto choice = parse_lead_choice(text->value_or("12"));
  if (!choice)
    return tl::unexpected(choice.error());
  if (choice->kind != LeadChoice::Kind::listed)
    return fail(ErrorCode::InvalidArgument, "the option leads is \"" + **text + "\": a head has leads of its own");
  return choice->leads;
}

/// Takes a number that counts into `count`, where the option is there.
Result<void> take_count(const val& options, const char* name, std::size_t& count) {
  const auto number = number_option(options, name);
  if (!number)
    return tl::unexpected(number.error());
  if (!*number)
    return {};
  if (!(**number >= 1.0 && **number <= kLargestCount) || std::floor(**number) != **number)
    return fail(ErrorCode::InvalidArgument,
                std::string("the option ") + name + " is not a whole number from 1 to 1000000");
  count = static_cast<std::size_t>(**number);
  return {};
}

Result<void> take_number(const val& options, const char* name, double& value) {
  return number_option(options, name).map([&](std::optional<double> number) { value = number.value_or(value); });
}

Result<HeadTrainingSettings> settings_from_js(const val& options) {
  HeadTrainingSettings settings;
  const auto seed = options["seed"].isUndefined() ? Result<std::uint64_t>(settings.seed) : seed_from_js(options);
  if (!seed)
    return tl::unexpected(seed.error());
  settings.seed = *seed;
  const auto taken = take_count(options, "epochs", settings.epochs)
                         .and_then([&] { return take_count(options, "batch_size", settings.batch_size); })
                         .and_then([&] { return take_number(options, "learning_rate", settings.learning_rate); })
                         .and_then([&] { return take_number(options, "dropout", settings.dropout); });
  if (!taken)
    return tl::unexpected(taken.error());
  return settings;
}

}  // namespace

Result<HeadLesson> head_lesson_from_js(const val& options) {
  const auto task = text_option(options, "task");
  if (!task)
    return tl::unexpected(task.error());
  if (!*task)
    return fail(ErrorCode::InvalidArgument, "the option task is missing: what the head is to tell");
  const auto leads = leads_from_js(options);
  if (!leads)
    return tl::unexpected(leads.error());
  const auto settings = settings_from_js(options);
  if (!settings)
    return tl::unexpected(settings.error());
  const auto name = text_option(options, "name");
  if (!name)
    return tl::unexpected(name.error());
  const auto data = text_option(options, "data");
  if (!data)
    return tl::unexpected(data.error());
  return HeadLesson{**task, *leads, *settings, name->value_or(""), data->value_or("")};
}

}  // namespace leadwise::wasm
