#include "commands.hpp"
#include "inputs.hpp"
#include "leadwise/writer.hpp"
#include "output.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct ConvertOptions {
  std::string path;
  std::string format;
  std::string out;
  bool identifiers = false;
  ReadOptions reading;
};

Result<void> convert(const Input& input, const ConvertOptions& options) {
  const auto record = read_input(input, options.reading);
  if (!record)
    return tl::unexpected(record.error());
  return write_output(*record, options.format, options.out, options.identifiers);
}

int run_convert(const ConvertOptions& options) {
  const Inputs inputs = find_inputs({options.path});
  if (inputs.records.size() != 1) {
    print_error(options.path, {ErrorCode::InvalidArgument, "one record is converted at a time"});
    return kSomeFailed;
  }
  const auto done = convert(inputs.records.front(), options);
  if (!done)
    print_error(options.path, done.error());
  return done ? kAllDone : kSomeFailed;
}

}  // namespace

void add_convert_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ConvertOptions>();
  CLI::App* command = app.add_subcommand("convert", "Write the recording itself in another format");
  command->add_option("FILE", options->path, "ECG file")->required();
  const auto formats = writable_formats();
  command->add_option("--to", options->format, "Format to write")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(formats.begin(), formats.end())));
  command->add_option("-o,--output", options->out, "File to write")->required();
  command->add_flag("--identifiers", options->identifiers, "Also write what identifies the patient");
  add_read_options(*command, options->reading);
  command->callback([options, &status] { status = run_convert(*options); });
}

}  // namespace leadwise::cli
