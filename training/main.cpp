#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <iostream>

#include "arguments.hpp"
#include "commands/calibrate.hpp"
#include "commands/crossval.hpp"
#include "commands/evaluate.hpp"
#include "commands/explain.hpp"
#include "commands/export.hpp"
#include "commands/finetune.hpp"
#include "commands/pretrain.hpp"
#include "ingest/ingest.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

constexpr int kSomethingFailed = 1;
constexpr int kWrongUsage = 2;

struct Command {
  const char* name;
  const char* help;
  std::vector<const char*> required;
  Result<void> (*run)(const TrainingConfig&);
};

constexpr const char* kRecordingsOrShards = "recordings or shards";

const Command kCommands[] = {
    {"pretrain", "learn encoders and decoder without labels", {kRecordingsOrShards, "out"}, pretrain},
    {"finetune", "teach heads to tell imposed overload, or labels", {kRecordingsOrShards, "out"}, finetune},
    {"crossval",
     "teach heads a label on frozen encoders, and judge them fold by fold",
     {kRecordingsOrShards, "weights", "label"},
     crossval},
    {"calibrate",
     "fit a weight file's probabilities and threshold to labels",
     {kRecordingsOrShards, "weights", "label", "out"},
     calibrate},
    {"evaluate", "judge a weight file on held-out patients", {kRecordingsOrShards, "weights"}, evaluate},
    {"explain", "say which leads and waves a weight file's answers rest on", {kRecordingsOrShards, "weights"}, explain},
    {"export", "write checked weights in the form that ships", {"weights", "out"}, export_model},
};

/// What the command line says: a config file and flags that override it.
struct Request {
  std::string config_path;
  std::map<std::string, std::string> flags;
};

void add_flags(CLI::App& command, Request& request) {
  command.add_option("--config", request.config_path, "JSON file with any of the keys below");
  TrainingConfig defaults;
  visit_options(defaults, [&](const std::string& key, auto&, const char* help) {
    auto flag = "--" + key;
    std::replace(flag.begin(), flag.end(), '_', '-');
    command.add_option_function<std::string>(
        flag, [&request, key](const std::string& text) { request.flags[key] = text; }, help);
  });
}

Result<nlohmann::json> read_config(const std::string& path) {
  if (path.empty())
    return nlohmann::json::object();
  const auto bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  auto json = nlohmann::json::parse(bytes->begin(), bytes->end(), nullptr, false);
  if (json.is_discarded())
    return fail(ErrorCode::InvalidArgument,
                "\"" + path + "\" is not JSON: a config is one flat JSON object, without comments");
  return json;
}

Result<TrainingConfig> make_config(const Request& request, const Command& command) {
  auto json = read_config(request.config_path);
  if (!json)
    return tl::unexpected(json.error());
  const auto flags = parse_flag_texts(request.flags);
  if (!flags)
    return tl::unexpected(flags.error());
  if (json->is_object())
    json->update(*flags);
  auto config = parse_training_config(*json);
  if (!config)
    return config;
  auto complete = training_config_json(*config);
  complete[kRecordingsOrShards] = config->recordings + config->shards;
  for (const char* key : command.required)
    if (complete[key] == "")
      return fail(ErrorCode::InvalidArgument, std::string(command.name) + " needs the config key \"" + key + "\"");
  return config;
}

/// What the command line says to ingest: what is told there counts, not what the config file says.
struct IngestRequest {
  std::string config_path;
  IngestOptions told;
  std::vector<std::function<void(IngestOptions&)>> flags;
};

void add_ingest_flags(CLI::App& command, IngestRequest& request) {
  const auto add = [&](const char* names, auto IngestOptions::*member, const char* help) {
    command.add_option(names, request.told.*member, help)->each([&request, member](const std::string&) {
      request.flags.push_back([&request, member](IngestOptions& options) { options.*member = request.told.*member; });
    });
  };
  command.add_option("--config", request.config_path,
                     "JSON file with sources, out, database, threads, records_per_shard");
  add("SRC", &IngestOptions::sources, "folders, archives, ECGs, lists of records (CSV with a column path)");
  add("-o,--out", &IngestOptions::out, "folder of the shards; an interrupted run is taken up again");
  add("--database", &IngestOptions::database, "name of the database where a list does not say");
  add("--threads", &IngestOptions::threads, "records read at the same time");
  add("--records-per-shard", &IngestOptions::records_per_shard, "records in a file");
}

Result<IngestOptions> ingest_options(const IngestRequest& request) {
  const auto json = read_config(request.config_path);
  if (!json)
    return tl::unexpected(json.error());
  auto options = parse_ingest_options(*json);
  if (!options)
    return options;
  for (const auto& override_option : request.flags)
    override_option(*options);
  return options;
}

int report(const Error& error, int status) {
  std::cerr << "leadwise-train: " << error_name(error.code) << ": " << error.message << '\n';
  return status;
}

int run_command(const Command& command, const Request& request) {
  const auto config = make_config(request, command);
  if (!config)
    return report(config.error(), kWrongUsage);
  const auto done = command.run(*config);
  return done ? 0 : report(done.error(), kSomethingFailed);
}

int run_ingest(const IngestRequest& request) {
  const auto options = ingest_options(request);
  const auto usable = options ? check_ingest_options(*options) : tl::unexpected(options.error());
  if (!usable)
    return report(usable.error(), usable.error().code == ErrorCode::InvalidArgument ? kWrongUsage : kSomethingFailed);
  const auto done = ingest(*options);
  return done ? 0 : report(done.error(), kSomethingFailed);
}

int run(int argc, char** argv) {
  CLI::App app{"Trains LS-EMVAE. Research use only."};
  app.require_subcommand(1);
  IngestRequest ingest_request;
  add_ingest_flags(*app.add_subcommand("ingest", "turn ECGs of any format into shards to learn from"), ingest_request);
  Request request;
  for (const auto& command : kCommands)
    add_flags(*app.add_subcommand(command.name, command.help), request);
  try {
    const cli::Arguments arguments(argc, argv);
    app.parse(arguments.count(), arguments.values());
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  const std::string name = app.get_subcommands().front()->get_name();
  if (name == "ingest")
    return run_ingest(ingest_request);
  return run_command(*std::find_if(std::begin(kCommands), std::end(kCommands),
                                   [&](const Command& command) { return command.name == name; }),
                     request);
}

}  // namespace
}  // namespace leadwise::training

int main(int argc, char** argv) {
  try {
    return leadwise::training::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "leadwise-train: " << error.what() << '\n';
    return 1;
  }
}
