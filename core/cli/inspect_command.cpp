#include <cstdio>
#include <iostream>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "inputs/inputs.hpp"
#include "leadwise/report_json.hpp"
#include "printable.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct InspectOptions {
  std::vector<std::string> paths;
  bool json = false;
  bool identifiers = false;
  ReadOptions reading;
};

using Json = nlohmann::ordered_json;

std::string text_of(const Json& value) {
  if (!value.is_array())
    return value.is_string() ? value.get<std::string>() : value.dump();
  std::string text;
  for (const Json& element : value)
    text += (text.empty() ? "" : ", ") + text_of(element);
  return text;
}

/// "QRS duration 92.0 ms", "median beat, sampling_rate_hz 500.0, leads I, II": names only where the values need them.
std::string text_of_fields(const Json& object) {
  std::string text;
  for (const auto& [key, value] : object.items()) {
    if (value.is_null())
      continue;
    const bool speaks = value.is_string() || key == "value";
    const std::string separator = text.empty() ? "" : key == "message" ? ": " : speaks ? " " : ", ";
    text += separator + (speaks ? "" : key + ' ') + text_of(value);
  }
  return text;
}

void print_list(const std::string& name, const Json& list) {
  // There is one for every beat or wave: too many to read.
  if (name == "annotations") {
    std::cout << "  " << name << ": " << list.size() << " (--json lists them)\n";
  } else if (!list.front().is_object()) {
    std::cout << "  " << name << ": " << text_of(list) << '\n';
  } else {
    for (const Json& element : list)
      std::cout << "  " << name << ": " << text_of_fields(element) << '\n';
  }
}

/// One line a field, nested names joined by a point: the same facts as the JSON, for reading.
void print_fields(const Json& object, const std::string& prefix) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_object()) {
      print_fields(value, prefix + key + ".");
    } else if (value.is_array() && !value.empty()) {
      print_list(prefix + key, value);
    } else if (!value.is_null() && !value.is_array()) {
      std::cout << "  " << prefix << key << ": " << text_of(value) << '\n';
    }
  }
}

void print_readable(const std::string& line) {
  Json json = printable_answer(line);
  std::cout << json["file"].get<std::string>() << '\n';
  json.erase("file");
  json.erase("ok");
  json.erase("software");
  print_fields(json, "");
}

int inspect(const InspectOptions& options) {
  const Inputs inputs = find_inputs(options.paths);
  int status = kAllDone;
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
  auto options = std::make_shared<InspectOptions>();
  CLI::App* command = app.add_subcommand("inspect", "Say what an ECG file holds");
  command->add_option("FILE", options->paths, "ECG files, archives (zip, gzip) or folders")->required();
  command->add_flag("--json", options->json, "One JSON object a line");
  command->add_flag("--identifiers", options->identifiers, "Also what identifies the patient");
  add_read_options(*command, options->reading);
  command->callback([options, &status] { status = inspect(*options); });
}

}  // namespace leadwise::cli
