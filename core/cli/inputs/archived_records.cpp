#include "inputs/archived_records.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <new>

#include "files.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

Result<UnpackedArchive> unpack(const fs::path& path) {
  const Result<Bytes> bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  try {
    return unpack_what_can_be({path.filename().string(), *bytes});
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::OutOfMemory, "no memory to unpack this archive");
  }
}

struct OpenArchive {
  fs::path path;
  std::vector<FileContent> contents;
};

using SharedArchive = std::shared_ptr<const OpenArchive>;

/// The archives that any thread holds: a zip of a gigabyte may lie in memory once, not once a thread.
class OpenArchives {
 public:
  Result<SharedArchive> open(const fs::path& path) {
    const std::lock_guard lock(mutex_);
    if (SharedArchive held = held_[path].lock())
      return held;
    auto contents = unpack(path);
    if (!contents)
      return tl::unexpected(contents.error());
    auto opened = std::make_shared<const OpenArchive>(OpenArchive{path, std::move(contents->contents)});
    held_[path] = opened;
    return opened;
  }

 private:
  std::mutex mutex_;
  std::map<fs::path, std::weak_ptr<const OpenArchive>> held_;
};

/// Keeps the archive that this thread read from last.
Result<SharedArchive> open_archive(const fs::path& path) {
  static OpenArchives archives;
  thread_local SharedArchive last;
  if (!last || last->path != path) {
    last.reset();
    auto opened = archives.open(path);
    if (!opened)
      return opened;
    last = std::move(*opened);
  }
  return last;
}

}  // namespace

Result<ArchivedRecords> records_in_archive(const fs::path& path) {
  auto unpacked = unpack(path);
  if (!unpacked)
    return tl::unexpected(unpacked.error());
  const std::vector<FileBytes> files = views_of(unpacked->contents);
  ArchivedRecords found;
  found.failed = std::move(unpacked->failed);
  for (const RecordFiles& group : group_records(files)) {
    const FileBytes& own = files[group.parts.front()];
    const auto format = detect_format(own);
    if (!format || is_other_data(own, *format)) {
      ++found.skipped;
      continue;
    }
    ArchivedRecord record{group.name, {}};
    for (const std::size_t part : group.parts)
      record.members.push_back(files[part].name);
    found.records.push_back(std::move(record));
  }
  return found;
}

Result<EcgRecord> read_archived_record(const fs::path& path, const std::vector<std::string>& members,
                                       const ReadOptions& options) {
  const auto archive = open_archive(path);
  if (!archive)
    return tl::unexpected(archive.error());
  const std::vector<FileContent>& contents = (*archive)->contents;
  std::vector<FileBytes> files;
  for (const std::string& member : members) {
    const auto found = std::find_if(contents.begin(), contents.end(),
                                    [&](const FileContent& content) { return content.name == member; });
    if (found == contents.end())
      return fail(ErrorCode::FileNotReadable, "the archive changed while it was read");
    files.push_back({found->name, found->bytes});
  }
  return read_record(files, options);
}

}  // namespace leadwise::cli
