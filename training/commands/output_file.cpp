#include "commands/output_file.hpp"

#include <filesystem>

namespace leadwise::training {

Result<void> check_output_file(const std::string& path, const std::string& weights) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (path.empty())
    return {};
  if (!weights.empty() && fs::equivalent(path, weights, error))
    return fail(ErrorCode::InvalidArgument, "the results would take the place of the weights \"" + path + "\"");
  const auto folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error))
    return fail(ErrorCode::FileNotWritable,
                "cannot write \"" + path + "\": there is no folder \"" + folder.string() + "\"");
  if (fs::is_directory(path, error))
    return fail(ErrorCode::FileNotWritable, "cannot write \"" + path + "\": it is a folder");
  return {};
}

}  // namespace leadwise::training
