#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// What stands behind the last slash or backslash.
std::string_view base_name(std::string_view path);

/// Where a header's parts may lie: files of one name in two folders belong to different patients as a rule.
enum class PartFolder { of_the_header, any };

/// Finds the files that a header names among the files given. Only base names count, so a header's path leads nowhere
/// else; of several files of one name the one in the header's own folder comes first. The case of letters is a
/// fallback: it is often lost when files are copied.
class PartIndex {
 public:
  explicit PartIndex(std::span<const FileBytes> files);

  /// Index of the file that `header_file` means by `wanted`.
  std::optional<std::size_t> find(std::string_view header_file, std::string_view wanted, PartFolder where) const;

 private:
  // The first file of each key: a look-up costs the same however many files bear the name.
  using Index = std::unordered_map<std::string, std::size_t>;
  Index by_path_, by_folder_and_lower_name_, by_name_, by_lower_name_;
};

}  // namespace leadwise::io
