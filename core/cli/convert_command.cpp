#include "commands.hpp"
#include "inputs/inputs.hpp"
#include "leadwise/writer.hpp"
#include "output.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct ConvertOptions {
  std::string path;
  OutputRequest output;
  ReadOptions reading;
};

int run_convert(const ConvertOptions& options) {
  const Inputs inputs = find_inputs({options.path});
  report_skipped(inputs);
  if (inputs.records.size() != 1) {
    print_error(options.path, {ErrorCode::InvalidArgument, "one record is converted at a time"});
    return kSomeFailed;
  }
  const auto record = read_input(inputs.records.front(), options.reading);
  if (record)
    return write_output(*record, options.output, inputs.records, options.path);
  print_error(options.path, record.error());
  return kSomeFailed;
}

}  // namespace

void add_convert_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* command = app.add_subcommand("convert", "Write the recording itself in another format");
  command->add_option("FILE", options->path, "ECG file")->required();
  const auto formats = writable_formats();
  command->add_option("--to", options->output.format, "Format to write")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(formats.begin(), formats.end())));
  add_output_option(*command, options->output.out, "File to write")->required();
  command->add_flag("--identifiers", options->output.identifiers, "Also write what identifies the patient");
  add_read_options(*command, options->reading);
  command->callback([options, &status] { status = run_convert(*options); });
}

}  // namespace leadwise::cli
