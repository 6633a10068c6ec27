#pragma once

#include <CLI/CLI.hpp>

namespace leadwise::cli {

// Exit statuses, as interface and README promise them.
inline constexpr int kAllDone = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kWrongUsage = 2;

// Each adds one command to the tool; the command leaves its exit status in `status`.
void add_inspect_command(CLI::App& app, int& status);
void add_convert_command(CLI::App& app, int& status);
void add_preprocess_command(CLI::App& app, int& status);
void add_measure_command(CLI::App& app, int& status);
void add_screen_command(CLI::App& app, int& status);
void add_simulate_command(CLI::App& app, int& status);
void add_model_command(CLI::App& app, int& status);

}  // namespace leadwise::cli
