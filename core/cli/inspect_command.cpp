#include <cstdio>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "inputs.hpp"
#include "leadwise/report_json.hpp"

namespace leadwise::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  bool json = false;
  bool identifiers = false;
  ReadOptions reading;
};

using Json = nlohmann::ordered_json;

/// One line a field, nested names joined by a point: the same facts as the JSON, for reading.
void print_fields(const Json& object, const std::string& prefix) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_object()) {
      print_fields(value, prefix + key + ".");
    } else if (!value.is_null() && !(value.is_array() && value.empty())) {
      std::cout << "  " << prefix << key << ": " << (value.is_string() ? value.get<std::string>() : value.dump())
                << '\n';
    }
  }
}

void print_readable(const std::string& line) {
  Json json = Json::parse(line);
  std::cout << json["file"].get<std::string>() << '\n';
  json.erase("file");
  json.erase("ok");
  json.erase("software");
  print_fields(json, "");
}

int inspect(const Options& options) {
  const Inputs inputs = find_inputs(options.paths);
  int status = inputs.records.empty() ? kSomeFailed : kAllDone;
  for (const Input& input : inputs.records) {
    const auto record = read_input(input, options.reading);
    if (!record)
      status = kSomeFailed;
    const std::string line =
        record ? inspect_json(input.name, *record, options.identifiers) : failure_json(input.name, record.error());
    if (options.json) {
      std::cout << line << '\n';
    } else {
      print_readable(line);
    }
  }
  report_skipped(inputs);
  return status;
}

}  // namespace

void add_inspect_command(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("inspect", "Say what an ECG file holds");
  command->add_option("FILE", options->paths, "ECG files, archives (zip, gzip) or folders")->required();
  command->add_flag("--json", options->json, "One JSON object a line");
  command->add_flag("--identifiers", options->identifiers, "Also what identifies the patient");
  add_read_options(*command, options->reading);
  command->callback([options, &status] { status = inspect(*options); });
}

}  // namespace leadwise::cli
