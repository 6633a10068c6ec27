#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "inputs/inputs.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::cli {

/// Adds `-o`, which may not be empty. "-" and "/dev/stdout" are standard output.
CLI::Option* add_output_option(CLI::App& command, std::string& out, const std::string& help);

/// InvalidArgument where `out` is one of the files that are read, by whatever name: what is written must not destroy what
/// is read.
Result<void> check_output(const std::filesystem::path& out, const std::vector<Input>& inputs);

/// What is to be written, and where.
struct OutputRequest {
  std::string format;  ///< one of writable_formats()
  std::string out;
  bool identifiers = false;
};

/// Writes a record made of `inputs`; a format of several files puts them side by side under out's name without its ending.
/// Says on stderr what went wrong, in the name of `what`, and gives the exit status: 2 where an output is one of the files
/// read, or several files would go to standard output.
int write_output(const EcgRecord& record, const OutputRequest& request, const std::vector<Input>& inputs,
                 const std::string& what);

/// Prints a refusal on stderr the way all commands do: what it concerns, the code, the message, the place.
void print_error(const std::string& what, const Error& error);

}  // namespace leadwise::cli
