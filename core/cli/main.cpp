#include <cstdio>
#include <exception>

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
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::kAllDone : cli::kWrongUsage;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leadwise: %s\n", error.what());
    return cli::kSomeFailed;
  }
}
