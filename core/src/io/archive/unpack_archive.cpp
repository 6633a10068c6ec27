#include "leadwise/archive.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

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

// What passes a limit on size or memory speaks against the whole archive.
bool concerns_whole(const Error& error) {
  return error.code == ErrorCode::TooLarge || error.code == ErrorCode::OutOfMemory;
}

Result<UnpackedArchive> unpack_zip(const FileBytes& archive, std::size_t most_bytes) {
  const auto entries = read_zip_directory(archive, most_bytes);
  if (!entries)
    return tl::unexpected(entries.error());
  UnpackedArchive unpacked;
  for (const ZipEntry& entry : *entries) {
    if (is_resource_fork(entry.name))
      continue;
    auto content = unpack_zip_entry(archive, entry);
    if (content)
      unpacked.contents.push_back(std::move(*content));
    else if (concerns_whole(content.error()))
      return tl::unexpected(content.error());
    else
      unpacked.failed.push_back({entry.name, content.error()});
  }
  return unpacked;
}

Result<UnpackedArchive> unpack_once(const FileBytes& archive, std::size_t most_bytes) {
  if (is_zip(archive.bytes) || (!is_gzip(archive.bytes) && ends_like_zip(archive.bytes)))
    return unpack_zip(archive, most_bytes);
  auto content = unpack_gzip(archive, most_bytes);
  if (!content)
    return tl::unexpected(content.error());
  UnpackedArchive unpacked;
  unpacked.contents.push_back(std::move(*content));
  return unpacked;
}

std::size_t total_bytes(const std::vector<FileContent>& contents) {
  std::size_t total = 0;
  for (const FileContent& content : contents)
    total += content.bytes.size();
  return total;
}

// What a zip within a zip holds lies in a folder of its own: two of them may hold files of the same names.
void move_below(const FileContent& archive, UnpackedArchive& inner) {
  for (FileContent& content : inner.contents)
    content.name = archive.name + '/' + content.name;
  for (FailedEntry& entry : inner.failed)
    entry.name = archive.name + '/' + entry.name;
}

// The place within an inner archive says nothing of the outer one.
Error within(const FileBytes& archive, const Error& error) {
  return {error.code, quoted(archive.name) + ": " + error.message, 0};
}

Error repeated_name_error(const FileBytes& archive, const std::string& name) {
  return {ErrorCode::InvalidHeader,
          quoted(archive.name) + " holds two files of the name " + quoted(name) + "; unpack it first", 0};
}

// Whose ECG would it be? Unpacking one over the other, as most programs do, loses one of them.
void refuse_repeated_names(const FileBytes& archive, UnpackedArchive& unpacked) {
  std::unordered_map<std::string, std::size_t> times;
  for (const FileContent& content : unpacked.contents)
    ++times[content.name];
  for (const FailedEntry& entry : unpacked.failed)
    ++times[entry.name];
  const auto is_repeated = [&](const auto& file) { return times[file.name] > 1; };
  std::erase_if(unpacked.contents, is_repeated);
  std::erase_if(unpacked.failed, is_repeated);
  for (const auto& [name, count] : std::map(times.begin(), times.end())) {
    if (count > 1)
      unpacked.failed.push_back({name, repeated_name_error(archive, name)});
  }
}

bool is_packed(const FileContent& content) { return is_archive({content.name, content.bytes}); }

// Replaces every archive among the files by what it holds, in place; true where there was one.
Result<bool> unpack_inner(const FileBytes& archive, UnpackedArchive& outer, std::size_t most_bytes) {
  std::vector<FileContent> contents;
  std::size_t left = most_bytes - std::min(most_bytes, total_bytes(outer.contents));
  bool found = false;
  for (FileContent& content : outer.contents) {
    if (!is_packed(content)) {
      contents.push_back(std::move(content));
      continue;
    }
    found = true;
    auto inner = unpack_once({content.name, content.bytes}, left);
    if (!inner && concerns_whole(inner.error()))
      return tl::unexpected(within(archive, inner.error()));
    if (!inner) {
      outer.failed.push_back({content.name, within(archive, inner.error())});
      continue;
    }
    left -= std::min(left, total_bytes(inner->contents));
    if (is_zip(content.bytes))
      move_below(content, *inner);
    std::move(inner->contents.begin(), inner->contents.end(), std::back_inserter(contents));
    for (const FailedEntry& entry : inner->failed)
      outer.failed.push_back({entry.name, within(archive, entry.error)});
  }
  outer.contents = std::move(contents);
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

Result<UnpackedArchive> unpack_what_can_be(const FileBytes& archive) {
  const std::size_t most_bytes = io::most_unpacked_bytes(archive.bytes.size());
  auto unpacked = io::unpack_once(archive, most_bytes);
  if (!unpacked)
    return unpacked;
  for (int depth = 1; depth <= io::kDeepest; ++depth) {
    const auto found = io::unpack_inner(archive, *unpacked, most_bytes);
    if (!found)
      return tl::unexpected(found.error());
    if (*found)
      continue;
    io::refuse_repeated_names(archive, *unpacked);
    return unpacked;
  }
  return fail(ErrorCode::UnsupportedFormat, io::quoted(archive.name) + ": archives within archives within archives", 0);
}

Result<std::vector<FileContent>> unpack_archive(const FileBytes& archive) {
  auto unpacked = unpack_what_can_be(archive);
  if (!unpacked)
    return tl::unexpected(unpacked.error());
  if (!unpacked->failed.empty())
    return tl::unexpected(unpacked->failed.front().error);
  return std::move(unpacked->contents);
}

}  // namespace leadwise
