#include "leadwise/archive.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "archive/gzip.hpp"
#include "archive/npz.hpp"
#include "archive/zip.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace io {
namespace {

constexpr int kDeepest = 3;

// Deflate packs hardly an ECG 64 times smaller; a small archive that unpacks to more is made to fill memory.
std::size_t most_unpacked_bytes(std::size_t archive_bytes) {
  constexpr std::size_t kMostTimes = 64, kAtLeast = std::size_t{64} << 20U, kAtMost = std::size_t{1} << 30U;
  return archive_bytes > kAtMost / kMostTimes ? kAtMost : std::max(kAtLeast, kMostTimes * archive_bytes);
}

/// What macOS puts beside every file of a zip.
bool is_resource_fork(std::string_view name) {
  return name.rfind("__MACOSX/", 0) == 0 || base_name(name).rfind("._", 0) == 0 || base_name(name) == ".DS_Store";
}

Result<std::vector<FileContent>> unpack_zip(const FileBytes& archive, std::size_t most_bytes) {
  const auto entries = read_zip_directory(archive, most_bytes);
  if (!entries)
    return tl::unexpected(entries.error());
  std::vector<FileContent> contents;
  for (const ZipEntry& entry : *entries) {
    if (is_resource_fork(entry.name))
      continue;
    auto content = unpack_zip_entry(archive, entry);
    if (!content)
      return tl::unexpected(content.error());
    contents.push_back(std::move(*content));
  }
  return contents;
}

Result<std::vector<FileContent>> unpack_once(const FileBytes& archive, std::size_t most_bytes) {
  if (is_zip(archive.bytes) || (!is_gzip(archive.bytes) && ends_like_zip(archive.bytes)))
    return unpack_zip(archive, most_bytes);
  auto content = unpack_gzip(archive, most_bytes);
  if (!content)
    return tl::unexpected(content.error());
  std::vector<FileContent> contents;
  contents.push_back(std::move(*content));
  return contents;
}

std::size_t total_bytes(const std::vector<FileContent>& contents) {
  std::size_t total = 0;
  for (const FileContent& content : contents)
    total += content.bytes.size();
  return total;
}

// What a zip within a zip holds lies in a folder of its own: two of them may hold files of the same names.
void move_below(const FileContent& archive, std::vector<FileContent>& contents) {
  for (FileContent& content : contents)
    content.name = archive.name + '/' + content.name;
}

// Whose ECG would it be? Unpacking one over the other, as most programs do, loses one of them.
Result<void> check_names_differ(const FileBytes& archive, const std::vector<FileContent>& contents) {
  std::unordered_set<std::string_view> names;
  for (const FileContent& content : contents) {
    if (!names.insert(content.name).second) {
      return fail(ErrorCode::InvalidHeader,
                  quoted(archive.name) + " holds two files of the name " + quoted(content.name) + "; unpack it first",
                  0);
    }
  }
  return {};
}

bool is_packed(const FileContent& content) { return is_archive({content.name, content.bytes}); }

// Replaces every archive among the files by what it holds, in place; true where there was one.
Result<bool> unpack_inner(std::vector<FileContent>& contents, std::size_t most_bytes) {
  std::vector<FileContent> unpacked;
  std::size_t left = most_bytes - std::min(most_bytes, total_bytes(contents));
  bool found = false;
  for (FileContent& content : contents) {
    if (!is_packed(content)) {
      unpacked.push_back(std::move(content));
      continue;
    }
    found = true;
    auto inner = unpack_once({content.name, content.bytes}, left);
    if (!inner)
      return tl::unexpected(inner.error());
    left -= std::min(left, total_bytes(*inner));
    if (is_zip(content.bytes))
      move_below(content, *inner);
    std::move(inner->begin(), inner->end(), std::back_inserter(unpacked));
  }
  contents = std::move(unpacked);
  return found;
}

}  // namespace
}  // namespace io

std::vector<FileBytes> views_of(std::span<const FileContent> contents) {
  std::vector<FileBytes> views;
  for (const FileContent& content : contents)
    views.push_back({content.name, content.bytes});
  return views;
}

bool is_archive(const FileBytes& file) {
  return io::is_gzip(file.bytes) || (io::is_zip(file.bytes) && !io::is_npz(file.bytes));
}

Result<std::vector<FileContent>> unpack_archive(const FileBytes& archive) {
  const std::size_t most_bytes = io::most_unpacked_bytes(archive.bytes.size());
  auto contents = io::unpack_once(archive, most_bytes);
  if (!contents)
    return contents;
  for (int depth = 1; depth <= io::kDeepest; ++depth) {
    const auto found = io::unpack_inner(*contents, most_bytes);
    if (!found) {
      // The place within an inner archive says nothing of the outer one.
      return fail(found.error().code, io::quoted(archive.name) + ": " + found.error().message, 0);
    }
    if (*found)
      continue;
    if (auto checked = io::check_names_differ(archive, *contents); !checked)
      return tl::unexpected(checked.error());
    return contents;
  }
  return fail(ErrorCode::UnsupportedFormat, io::quoted(archive.name) + ": archives within archives within archives", 0);
}

}  // namespace leadwise
