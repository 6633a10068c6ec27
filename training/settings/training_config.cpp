#include "settings/training_config.hpp"

#include "data/part.hpp"
#include "leadwise/utf8.hpp"
#include "support/option_value.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <sstream>

namespace leadwise::training {
namespace {

using nlohmann::json;

std::string_view type_of(const std::string&) { return "a string"; }
std::string_view type_of(bool) { return "true or false"; }
std::string_view type_of(double) { return "a finite number"; }
std::string_view type_of(std::uint64_t) { return "a whole number, 0 or more"; }
std::string_view type_of(const std::vector<std::string>&) { return "a list of strings"; }

json from_text(const std::string& text, const std::string&) { return text; }
json from_text(const std::string& text, bool) { return json::parse(text, nullptr, false); }
json from_text(const std::string& text, double) { return json::parse(text, nullptr, false); }
json from_text(const std::string& text, std::uint64_t) { return json::parse(text, nullptr, false); }
json from_text(const std::string& text, const std::vector<std::string>&) {
  json list = json::array();
  std::istringstream stream(text);
  for (std::string item; std::getline(stream, item, ',');)
    list.push_back(item);
  return list;
}

template <class Value>
bool is_text(const Value&) {
  return true;
}
bool is_text(const std::string& text) { return is_utf8(text); }
bool is_text(const std::vector<std::string>& list) {
  return std::all_of(list.begin(), list.end(), [](const std::string& text) { return is_utf8(text); });
}

/// JSON holds no other text, so cards and checkpoints could not be written: behind hours of work.
std::optional<Error> check_encoding(const TrainingConfig& config) {
  std::optional<Error> error;
  visit_options(config, [&](const char* key, const auto& member, const char*) {
    if (!error && !is_text(member))
      error = Error{ErrorCode::InvalidArgument, "config key \"" + std::string(key) + "\" is not UTF-8"};
  });
  return error;
}

struct Range {
  std::string_view key;
  double low, high;
};

constexpr double kAny = std::numeric_limits<double>::infinity();
constexpr Range kRanges[] = {
    {"train_share", 0.0, 1.0},
    {"validation_share", 0.0, 1.0},
    {"checkpoint_every", 1.0, kAny},
    {"threads", 1.0, 1024.0},
    {"loader_threads", 1.0, 1024.0},
    {"epochs", 1.0, 1e6},
    {"batch_size", 1.0, 65536.0},
    {"accumulate", 1.0, 65536.0},
    {"grain", 0.0, 65536.0},
    {"process_timeout_s", 1.0, 1e6},
    {"learning_rate", 0.0, 1.0},
    {"final_learning_rate_factor", 0.0, 1.0},
    {"weight_decay", 0.0, kAny},
    {"gradient_clip", 1e-9, kAny},
    {"gain_jitter", 0.0, 0.9},
    {"draws_per_record", 1.0, 1e6},
    {"noise_mv", 0.0, 10.0},
    {"wander_mv", 0.0, 10.0},
    {"turn_s", 0.0, 86400.0},
    {"mopoe_subsets", 13.0, 4095.0},
    {"beta", 0.0, kAny},
    {"lead_dropout", 0.0, 1.0},
    {"reconstruction_weight", 0.0, kAny},
    {"alignment_weight", 0.0, kAny},
    {"decoded_leads", 1.0, 12.0},
    {"elbo_weight", 0.0, kAny},
    {"head_dropout", 0.0, 0.99},
    {"label_smoothing", 0.0, 0.5},
    {"encoder_learning_rate_factor", 0.0, 1.0},
    {"lowest_severity", 0.0, 1.0},
    {"evaluation_draws", 1.0, 1e4},
    {"bootstrap_replicates", 2.0, 1e6},
    {"folds", 2.0, 1000.0},
    {"head_epochs", 1.0, 1e6},
    {"head_batch_size", 1.0, 65536.0},
    {"head_learning_rate", 1e-12, 1.0},
    {"frozen_head_dropout", 0.0, 0.99},
    {"target_sensitivity", 0.0, 1.0},
    {"threshold", 0.0, 1.0},
};

std::optional<Error> check_ranges(const json& config) {
  for (const auto& range : kRanges) {
    const double value = config[std::string(range.key)].get<double>();
    if (value >= range.low && value <= range.high)
      continue;
    std::ostringstream message;
    message << "config key \"" << range.key << "\" is " << value << ", outside " << range.low << " to " << range.high;
    return Error{ErrorCode::InvalidArgument, message.str()};
  }
  return std::nullopt;
}

/// The words that an option may be, in the order of the message.
struct Words {
  std::string_view key;
  std::string TrainingConfig::*member;
  std::vector<std::string> allowed;
};

const Words kWords[] = {
    {"preset", &TrainingConfig::preset, {"leadwise", "paper"}},
    {"method", &TrainingConfig::method, {"ls_emvae", "beta_vae", "mvae", "mmvae", "mopoe"}},
    {"encoders", &TrainingConfig::encoders, {"pretrained", "random", "random_frozen"}},
    {"device", &TrainingConfig::device, {"auto", "cpu", "cuda"}},
    {"precision", &TrainingConfig::precision, {"fp32", "bf16", "fp64"}},
    {"weight_type", &TrainingConfig::weight_type, {"fp32", "fp16", "int8"}},
    {"calibration_method", &TrainingConfig::calibration_method, {"platt", "temperature"}},
};

std::string listed(const std::vector<std::string>& words) {
  std::string text = words.front();
  for (std::size_t i = 1; i < words.size(); ++i)
    text += (i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

std::optional<std::string> first_repeated(const std::vector<std::string>& list) {
  std::set<std::string> seen;
  for (const auto& item : list)
    if (!seen.insert(item).second)
      return item;
  return std::nullopt;
}

std::optional<Error> check_words(const TrainingConfig& config) {
  const auto refuse = [](const std::string& message) { return Error{ErrorCode::InvalidArgument, message}; };
  for (const auto& [key, member, allowed] : kWords)
    if (std::find(allowed.begin(), allowed.end(), config.*member) == allowed.end())
      return refuse("config key \"" + std::string(key) + "\" is \"" + config.*member + "\": it must be " +
                    listed(allowed));
  for (const auto& part : config.parts)
    if (!part_of_name(part))
      return refuse("config key \"parts\" holds \"" + part + "\": parts are train, validation, test and external");
  for (const auto& [key, list] : {std::pair{"labels", &config.labels}, std::pair{"head_leads", &config.head_leads}})
    if (const auto twice = first_repeated(*list))
      return refuse("config key \"" + std::string(key) + "\" holds \"" + *twice + "\" twice");
  if (config.train_share + config.validation_share > 1.0)
    return refuse("config keys \"train_share\" and \"validation_share\" add up to more than 1");
  for (const auto& source : config.external_sources)
    for (const auto& trained : config.train_sources)
      if (source == trained)
        return refuse("\"" + source + "\" is in \"train_sources\" and in \"external_sources\"");
  return std::nullopt;
}

}  // namespace

Result<TrainingConfig> parse_training_config(const json& document) {
  if (!document.is_object())
    return fail(ErrorCode::InvalidArgument, "the config is not a JSON object");
  TrainingConfig config;
  std::set<std::string> unknown;
  for (const auto& [key, value] : document.items())
    unknown.insert(key);
  std::optional<Error> error;
  visit_options(config, [&](const char* key, auto& member, const char*) {
    if (unknown.erase(key) == 0 || error)
      return;
    if (!take_option(document[key], member))
      error = Error{ErrorCode::InvalidArgument,
                    "config key \"" + std::string(key) + "\" must be " + std::string(type_of(member))};
  });
  if (!error)
    error = check_encoding(config);
  if (error)
    return tl::unexpected(*error);
  if (!unknown.empty())
    return fail(ErrorCode::InvalidArgument, "unknown config key \"" + *unknown.begin() + "\"");
  if (auto range = check_ranges(training_config_json(config)))
    return tl::unexpected(*range);
  if (auto word = check_words(config))
    return tl::unexpected(*word);
  return config;
}

json training_config_json(const TrainingConfig& config) {
  json document = json::object();
  visit_options(config, [&](const char* key, const auto& member, const char*) { document[key] = member; });
  return document;
}

Result<json> parse_flag_texts(const std::map<std::string, std::string>& texts) {
  json values = json::object();
  std::optional<Error> error;
  TrainingConfig config;
  visit_options(config, [&](const char* key, auto& member, const char*) {
    const auto text = texts.find(key);
    if (text == texts.end() || error)
      return;
    values[key] = from_text(text->second, member);
    if (!take_option(values[key], member))
      error = Error{ErrorCode::InvalidArgument,
                    "\"" + text->second + "\" given for " + key + ": it must be " + std::string(type_of(member))};
  });
  if (error)
    return tl::unexpected(*error);
  return values;
}

}  // namespace leadwise::training
