#include "model_file.hpp"

#include <filesystem>
#include <system_error>

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

fs::path shipped_weights() {
  std::error_code error;
  const fs::path tool = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = tool.parent_path() / LEADWISE_SHIPPED_WEIGHTS_NAME;
  return !error && fs::exists(beside, error) ? beside : fs::path(LEADWISE_SHIPPED_WEIGHTS);
}

}  // namespace

Result<Bytes> read_model_file(const std::string& path) {
  return read_file(path.empty() ? shipped_weights() : fs::path(path));
}

}  // namespace leadwise::cli
