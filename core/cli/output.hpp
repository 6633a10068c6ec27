#pragma once

#include <string>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::cli {

/// Writes a record in one of writable_formats() to `out`; a format of several files puts them side by side
/// under out's name without its ending.
Result<void> write_output(const EcgRecord& record, const std::string& format, const std::string& out,
                          bool identifiers = false);

/// Prints a refusal on stderr the way all commands do: what it concerns, the code, the message, the place.
void print_error(const std::string& what, const Error& error);

}  // namespace leadwise::cli
