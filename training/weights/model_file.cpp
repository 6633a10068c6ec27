#include "weights/model_file.hpp"

#include <utility>

#include "support/file_access.hpp"
#include "weights/card_text.hpp"

namespace leadwise::training {

Result<ModelFile> read_model_file(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  auto model = Model::load(*bytes);
  if (!model)
    return tl::unexpected(model.error());
  return ModelFile{std::move(*bytes), std::move(*model)};
}

std::filesystem::path card_path(std::filesystem::path weights) {
  if (weights.extension() == ".safetensors")
    weights.replace_extension();
  return weights += ".card.md";
}

Result<void> write_model_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                              const ModelDescription& description) {
  if (auto written = write_file(path, bytes); !written)
    return written;
  return write_file(card_path(path), card_text(description));
}

}  // namespace leadwise::training
