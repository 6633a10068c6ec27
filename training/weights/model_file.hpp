#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
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

/// Writes a weight file and, beside it under the name that card_path gives, its card in words. Where the bytes of either cannot be written
/// both stay as they were; where the disk then refuses to keep what it took, or a name, weights (the old or the new ones) are left
/// without a card in words. At no moment does a card stand beside other weights than its own.
/// Errors: FileNotWritable, DiskFull.
Result<void> write_model_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                              const ModelDescription& description);

/// "ph.safetensors" to "ph.card.md"; other names get the ending added.
std::filesystem::path card_path(std::filesystem::path weights);

}  // namespace leadwise::training
