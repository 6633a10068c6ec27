#include "commands.hpp"
#include "inputs/inputs.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "number_checks.hpp"
#include "output.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct SimulateOptions {
  SimulationSettings settings;
  std::string onto;
  bool sham = false;
  bool random_settings = false;
  double severity = 0.0;
  std::uint64_t seed = 1;
  OutputRequest output;
  ReadOptions reading;
};

Result<EcgRecord> impose(const SimulateOptions& options, const Inputs& inputs) {
  if (inputs.records.size() != 1)
    return fail(ErrorCode::InvalidArgument, "--onto takes one record");
  const auto record = read_input(inputs.records.front(), options.reading);
  if (!record)
    return record;
  const ImpositionSettings settings{options.sham ? Imposition::sham : Imposition::overload, options.severity};
  return impose_overload(*record, settings, options.seed).map([&](EcgRecord&& imposed) {
    return marked_as_simulated(std::move(imposed), SimulationBasis::real_ecg, settings);
  });
}

Result<EcgRecord> simulate(const SimulateOptions& options) {
  SimulationSettings settings = options.settings;
  if (options.random_settings) {
    Random random(options.seed);
    settings = random_simulation_settings(random);
  }
  settings.overload_severity = options.severity;
  auto simulated = simulate_ecg(settings, options.seed);
  if (!simulated)
    return tl::unexpected(simulated.error());
  const ImpositionSettings overload{Imposition::overload, options.severity};
  return marked_as_simulated(std::move(simulated->record), SimulationBasis::parametric, overload);
}

int simulate_whole(const SimulateOptions& options) {
  const auto record = simulate(options);
  if (record)
    return write_output(*record, options.output, {}, "simulate");
  // There is no input that could have failed: a setting is out of its range.
  print_error("simulate", record.error());
  return kWrongUsage;
}

int simulate_onto(const SimulateOptions& options) {
  const Inputs inputs = find_inputs({options.onto});
  report_skipped(inputs);
  const auto record = impose(options, inputs);
  if (record)
    return write_output(*record, options.output, inputs.records, options.onto);
  print_error(options.onto, record.error());
  return kSomeFailed;
}

/// They count where no others are taken: those of a real ECG, or drawn ones.
void add_settings(CLI::App& command, SimulationSettings& settings, CLI::Option* onto, CLI::Option* random) {
  const auto add = [&](const char* name, double& value, const char* help) {
    CLI::Option* option = command.add_option(name, value, help)->capture_default_str()->check(finite_number());
    option->excludes(onto)->excludes(random);
  };
  add("--duration-s", settings.duration_s, "Length");
  add("--sampling-rate-hz", settings.sampling_rate_hz, "Sampling rate");
  add("--heart-rate-bpm", settings.heart_rate_bpm, "Mean heart rate");
  add("--rr-irregularity", settings.rr_irregularity, "SD of RR over its mean");
  add("--frontal-axis-deg", settings.frontal_axis_deg, "Axis of the QRS");
  add("--p-duration-ms", settings.p_duration_ms, "P wave; 0: none");
  add("--pr-ms", settings.pr_ms, "PR interval");
  add("--qrs-ms", settings.qrs_ms, "QRS duration");
  add("--qt-ms", settings.qt_ms, "QT interval");
  add("--p-amplitude-mv", settings.p_amplitude_mv, "P dipole");
  add("--qrs-amplitude-mv", settings.qrs_amplitude_mv, "QRS dipole");
  add("--t-amplitude-mv", settings.t_amplitude_mv, "T dipole");
  add("--noise-mv", settings.noise_mv, "Broadband noise, RMS");
  add("--mains-mv", settings.mains_mv, "50 Hz, amplitude");
  add("--wander-mv", settings.wander_mv, "Baseline wander, RMS");
}

}  // namespace

void add_simulate_command(CLI::App& app, int& status) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App* command = app.add_subcommand(
      "simulate", "Write a simulated ECG, or a real one with right-ventricular pressure overload imposed");
  CLI::Option* onto = command->add_option("--onto", options->onto, "Real ECG to impose the overload on");
  command->add_option("--severity", options->severity, "0 (none) to 1 (severe)")
      ->check(finite_number())
      ->check(CLI::Range(0.0, 1.0));
  command->add_flag("--sham", options->sham, "Impose vectors of equal energy in other directions")->needs(onto);
  CLI::Option* random =
      command->add_flag("--random", options->random_settings, "Draw the settings below from the range of adults");
  random->excludes(onto);
  command->add_option("--seed", options->seed, "Equal seeds give equal ECGs")
      ->capture_default_str()
      ->check(whole_number_of_64_bits());
  const auto formats = writable_formats();
  command->add_option("--to", options->output.format, "Format to write")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(formats.begin(), formats.end())));
  add_output_option(*command, options->output.out, "File to write")->required();
  add_settings(*command, options->settings, onto, random);
  add_read_options(*command, options->reading);
  for (const char* name : {"--unit", "--rate", "--age", "--paced", "--unpaced"})
    command->get_option(name)->needs(onto);
  // The mark is a comment, and comments count as identifying: nothing else that identifies is left in the record.
  options->output.identifiers = true;
  command->callback(
      [options, &status] { status = options->onto.empty() ? simulate_whole(*options) : simulate_onto(*options); });
}

}  // namespace leadwise::cli
