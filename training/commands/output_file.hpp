#pragma once

#include <string>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Whether a result can be written to `path`, before hours of work; an empty path needs nothing. `weights` are what is read:
/// results that are no weights may not take their place. Errors: FileNotWritable (no such folder, or a folder itself),
/// InvalidArgument.
Result<void> check_output_file(const std::string& path, const std::string& weights);

}  // namespace leadwise::training
