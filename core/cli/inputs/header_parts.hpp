#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "files.hpp"

namespace leadwise::cli {

/// Enough of a file to tell its format; headers are read whole.
inline constexpr std::uintmax_t kDetectionBytes = 65536;

/// What folders hold, each listed once however many records lie in it.
class FolderListings {
 public:
  /// The file that a header means: by its name, else by its name in other letters, which copying often changes.
  std::optional<std::filesystem::path> find(const std::filesystem::path& folder, const std::string& name);

  /// The names of the files in `folder` that are equal to `name` but for the ending and the case of letters.
  const std::vector<std::string>& files_like(const std::filesystem::path& folder, const std::string& name);

 private:
  using Listing = std::map<std::string, std::vector<std::string>>;

  static void list(const std::filesystem::path& folder, Listing& listing);

  std::map<std::filesystem::path, Listing> by_stem_;
};

/// Whether the name is that of a WFDB header.
bool is_named_header(const std::filesystem::path& path);

/// A WFDB record may be named without its ending: its header, or the path as it is.
std::filesystem::path with_header_ending(const std::filesystem::path& path);

/// The files that a header names, and those that the headers of its segments name, as far as they are there.
std::vector<std::filesystem::path> parts_named_by(const std::filesystem::path& header, FolderListings& listings);

/// Those, and the annotation files beside the header, whose first bytes are `head`.
std::vector<std::filesystem::path> parts_of(const std::filesystem::path& header, const Bytes& head,
                                            FolderListings& listings);

}  // namespace leadwise::cli
