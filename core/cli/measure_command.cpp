#include "answer_run.hpp"
#include "commands.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/report_json.hpp"
#include "measurement_text.hpp"
#include "output.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct MeasureOptions {
  std::vector<std::string> paths;
  ReadOptions reading;
  BedsideValues bedside;
  bool json = false;
  bool beat_samples = false;
  std::string output_path;
  unsigned threads = 1;
};

Answer measured(const Input& input, const MeasureOptions& options) {
  const auto record = read_input(input, options.reading);
  if (!record)
    return failure_answer(input, record.error());
  const auto measurement = measure_ecg(*record, options.bedside);
  if (!measurement)
    return failure_answer(input, measurement.error());
  const auto beat_samples = options.beat_samples ? BeatSamples::given : BeatSamples::left_out;
  return {measure_json(input.name, *record, *measurement, beat_samples), false};
}

Result<AnswerSink> open_sink(const MeasureOptions& options) {
  if (!options.output_path.empty())
    return AnswerSink::to_file(options.output_path, false);
  return options.json ? AnswerSink::to_stdout()
                      : AnswerSink::to_stdout(ReadableForm{&measurement_heading, &measurement_text});
}

int measure_all(const MeasureOptions& options) {
  const Inputs inputs = find_inputs(options.paths);
  report_skipped(inputs);
  if (const auto checked = check_output(options.output_path, inputs.records); !checked) {
    print_error("measure", checked.error());
    return kWrongUsage;
  }
  auto sink = open_sink(options);
  if (!sink) {
    print_error("measure", sink.error());
    return kSomeFailed;
  }
  const Worker worker = [&options](const Input& input) { return measured(input, options); };
  const std::vector<Worker> workers(worker_count(inputs.records.size(), options.threads), worker);
  const auto failed = answer_all(inputs.records, workers, *sink);
  if (!failed)
    print_error("measure", failed.error());
  return failed && *failed == 0 ? kAllDone : kSomeFailed;
}

/// The core says what can be used; here it is wrong usage, before any file is read.
void check_bedside_values(const BedsideValues& bedside) {
  if (const auto error = find_invalid_bedside_value(bedside))
    throw CLI::ValidationError("measure", error->message);
}

void add_bedside_options(CLI::App& command, BedsideValues& bedside) {
  const auto add = [&](const char* name, std::optional<double>& value, const char* help) {
    return command.add_option_function<double>(
        name, [&value](const double& given) { value = given; }, help);
  };
  add("--nt-probnp", bedside.nt_probnp_pg_per_ml, "NT-proBNP in pg/ml, for the bedside rules");
  add("--spo2", bedside.oxygen_saturation_percent, "Oxygen saturation in percent, for the bedside rules");
  add("--pre-test", bedside.pre_test_probability_percent,
      "Probability of pulmonary hypertension before the ECG, in percent, for Bayes' rule");
  command.add_option_function<int>(
      "--who-class", [&bedside](const int& given) { bedside.who_functional_class = given; },
      "WHO functional class, 1 to 4, for the bedside rules");
}

}  // namespace

void add_measure_command(CLI::App& app, int& status) {
  auto options = std::make_shared<MeasureOptions>();
  CLI::App* command = app.add_subcommand(
      "measure", "Measure ECGs: beats, intervals, axes, amplitudes, quality and the classical signs of PH");
  command->add_option("FILE", options->paths, "ECG files, archives (zip, gzip) or folders")->required();
  command->add_flag("--json", options->json, "One JSON object a line");
  command->add_flag("--beat-samples", options->beat_samples,
                    "Also give the samples of the representative beat, in the JSON");
  add_output_option(*command, options->output_path, "Write the JSON lines to this file");
  command->add_option("--threads", options->threads, "Records measured at a time")->check(CLI::Range(1, 256));
  add_bedside_options(*command, options->bedside);
  add_read_options(*command, options->reading);
  command->callback([options, &status] {
    check_bedside_values(options->bedside);
    status = measure_all(*options);
  });
}

}  // namespace leadwise::cli
