#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leadwise/model.hpp"

namespace leadwise::training {

/// A weight file and the model that the core makes of it.
struct ModelFile {
  std::vector<std::uint8_t> bytes;
  Model model;
};

/// Errors: FileNotReadable; those of Model::load.
Result<ModelFile> read_model_file(const std::string& path);

}  // namespace leadwise::training
