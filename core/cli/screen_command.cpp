#include <filesystem>
#include <system_error>

#include "commands.hpp"
#include "inputs/inputs.hpp"
#include "model_file.hpp"
#include "output.hpp"
#include "read_options.hpp"
#include "screening_run.hpp"
#include "shard.hpp"

namespace leadwise::cli {
namespace {

struct ScreenOptions {
  std::vector<std::string> paths;
  std::string shard;
  ScreeningRun run;
};

/// What is written may be neither an ECG that is read nor the weights, and only a file can be gone on with.
Result<void> check_screen_output(const ScreeningRun& run, const std::vector<Input>& records) {
  std::error_code error;
  const std::filesystem::file_status output = std::filesystem::status(run.output_path, error);
  if (run.resume && (is_standard_output(run.output_path) || (exists(output) && !is_regular_file(output))))
    return fail(ErrorCode::InvalidArgument, "--resume needs a file to go on with");
  if (is_same_file(run.output_path, run.model_path))
    return fail(ErrorCode::InvalidArgument, "\"" + run.output_path + "\" is the weight file");
  return check_output(run.output_path, records);
}

int screen_all(ScreenOptions& options) {
  const auto choice = parse_lead_choice(options.run.leads);
  const auto shard = parse_shard(options.shard);
  if (!choice || !shard) {
    print_error(choice ? "--shard" : "--leads", choice ? shard.error() : choice.error());
    return kWrongUsage;
  }
  options.run.choice = *choice;
  const auto weights = read_model_file(options.run.model_path);
  if (!weights) {
    print_error("weights", weights.error());
    return kSomeFailed;
  }
  Inputs inputs = find_inputs(options.paths);
  report_skipped(inputs);
  if (const auto checked = check_screen_output(options.run, inputs.records); !checked) {
    print_error("screen", checked.error());
    return kWrongUsage;
  }
  keep_shard(*shard, inputs.records);
  const auto failed = run_screening(inputs.records, *weights, options.run);
  if (!failed)
    print_error("screen", failed.error());
  return failed && *failed == 0 ? kAllDone : kSomeFailed;
}

}  // namespace

void add_screen_command(CLI::App& app, int& status) {
  auto options = std::make_shared<ScreenOptions>();
  CLI::App* command =
      app.add_subcommand("screen", "Say what the model makes of ECGs: a score, an abstention or an error each");
  command->add_option("FILE", options->paths, "ECG files, archives (zip, gzip) or folders")->required();
  command->add_option("--model", options->run.model_path, "Weight file; the shipped one where none is named");
  command->add_option("--leads", options->run.leads, "auto (12, else 6), all, 12, 6 or a list such as I,II,V1")
      ->capture_default_str();
  command->add_flag("--json", options->run.json, "One JSON object a line");
  command->add_flag("--explain", options->run.explain, "Also say which leads and waves the answer rests on");
  CLI::Option* output = add_output_option(*command, options->run.output_path, "Write the JSON lines to this file");
  command
      ->add_flag("--resume", options->run.resume,
                 "Go on where the output file ends; what could not be opened is tried again")
      ->needs(output);
  command->add_option("--threads", options->run.threads, "Records screened at a time")->check(CLI::Range(1, 256));
  command->add_option("--shard", options->shard, "I/N: only the I-th of N equal parts, I from 1");
  add_read_options(*command, options->run.reading);
  command->callback([options, &status] { status = screen_all(*options); });
}

}  // namespace leadwise::cli
