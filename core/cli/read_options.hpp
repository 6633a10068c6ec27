#pragma once

#include <CLI/CLI.hpp>

#include "leadwise/reader.hpp"

namespace leadwise::cli {

/// Adds `--unit`, `--rate`, `--age`, `--paced` and `--unpaced`: what a file may fail to say.
void add_read_options(CLI::App& command, ReadOptions& options);

}  // namespace leadwise::cli
