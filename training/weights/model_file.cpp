#include "weights/model_file.hpp"

#include <utility>

#include "support/file_access.hpp"

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

}  // namespace leadwise::training
