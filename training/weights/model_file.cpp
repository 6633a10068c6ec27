#include "weights/model_file.hpp"

#include <utility>

#include "support/durable_file.hpp"
#include "support/file_access.hpp"
#include "weights/card_text.hpp"

namespace leadwise::training {
namespace {

/// Not yet under its name.
Result<DurableFile> written_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  auto file = DurableFile::create(path);
  if (file)
    if (auto written = file->write(bytes); !written)
      return tl::unexpected(written.error());
  return file;
}

}  // namespace

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
  auto weights = written_file(path, bytes);
  const auto text = card_text(description);
  auto card = written_file(card_path(path), {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  if (!weights || !card)
    return tl::unexpected(weights ? card.error() : weights.error());
  // Whoever is killed between the two leaves weights without a card in words, not beside another's.
  std::error_code ignored;
  std::filesystem::remove(card_path(path), ignored);
  return weights->keep().and_then([&] { return card->keep(); });
}

}  // namespace leadwise::training
