#include "read_options.hpp"

#include <map>

#include "number_checks.hpp"

namespace leadwise::cli {

void add_read_options(CLI::App& command, ReadOptions& options) {
  static const std::map<std::string, VoltageUnit> kUnits = {
      {"mV", VoltageUnit::millivolt}, {"uV", VoltageUnit::microvolt}, {"V", VoltageUnit::volt}};
  command
      .add_option_function<std::string>(
          "--unit", [&options](const std::string& name) { options.unit = kUnits.at(name); },
          "Unit of the samples, where the file does not state it")
      ->check(CLI::IsMember(std::vector<std::string>{"mV", "uV", "V"}));
  command
      .add_option_function<double>(
          "--rate", [&options](const double& rate_hz) { options.sampling_rate_hz = rate_hz; },
          "Sampling rate in Hz, where the file does not state it")
      ->check(finite_number())
      ->check(CLI::PositiveNumber);
  command
      .add_option_function<double>(
          "--age", [&options](const double& age_years) { options.age_years = age_years; },
          "Age in years of every patient whose file does not state it")
      ->check(finite_number())
      ->check(CLI::Range(0.0, 150.0));
  command.add_flag_callback(
      "--paced", [&options] { options.paced = true; }, "Every ECG is of a paced rhythm");
  command
      .add_flag_callback(
          "--unpaced", [&options] { options.paced = false; },
          "No ECG is of a paced rhythm, where the file does not state it")
      ->excludes("--paced");
}

}  // namespace leadwise::cli
