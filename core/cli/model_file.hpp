#pragma once

#include <string>

#include "files.hpp"

namespace leadwise::cli {

/// The bytes of the weight file named, or of the shipped weights where `path` is empty: beside the tool, else
/// where the build found them.
Result<Bytes> read_model_file(const std::string& path);

}  // namespace leadwise::cli
