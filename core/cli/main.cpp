#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>

#include "arguments.hpp"
#include "commands.hpp"
#include "leadwise/report_json.hpp"

namespace cli = leadwise::cli;

namespace {

int run(int argc, char** argv) {
  CLI::App app(
      "Reads ECG files, measures them and screens them for right-ventricular overload. Research use only: not for "
      "diagnosis.");
  app.set_version_flag("--version", std::string(leadwise::software_version()));
  app.require_subcommand(1);
  int status = cli::kAllDone;
  cli::add_inspect_command(app, status);
  cli::add_convert_command(app, status);
  cli::add_preprocess_command(app, status);
  cli::add_measure_command(app, status);
  cli::add_screen_command(app, status);
  cli::add_simulate_command(app, status);
  cli::add_model_command(app, status);
  try {
    const cli::Arguments arguments(argc, argv);
    app.parse(arguments.count(), arguments.values());
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kAllDone : cli::kWrongUsage;
  }
  return status;
}

bool all_arrived() {
  std::cout.flush();
  return std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int status = run(argc, argv);
    // An answer that never arrived (a full disk) is a failure; what was said of one before need not be said again.
    const bool arrived = all_arrived();
    if (!arrived && status == cli::kAllDone)
      std::fprintf(stderr, "leadwise: FileNotWritable: standard output could not be written\n");
    return arrived ? status : std::max(status, cli::kSomeFailed);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leadwise: %s\n", error.what());
    return cli::kSomeFailed;
  }
}
