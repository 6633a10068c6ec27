#include "archived_records.hpp"

#include <algorithm>

#include "files.hpp"
#include "leadwise/archive.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

Result<std::vector<FileContent>> unpack(const fs::path& path) {
  const Result<Bytes> bytes = read_file(path);
  if (!bytes)
    return tl::unexpected(bytes.error());
  return unpack_archive({path.filename().string(), *bytes});
}

/// The archive that this thread read from last.
struct OpenArchive {
  fs::path path;
  std::vector<FileContent> contents;
};

Result<const std::vector<FileContent>*> open_archive(const fs::path& path) {
  thread_local OpenArchive open;
  if (open.path != path) {
    open = {};
    auto contents = unpack(path);
    if (!contents)
      return tl::unexpected(contents.error());
    open = {path, std::move(*contents)};
  }
  return &open.contents;
}

}  // namespace

Result<std::vector<ArchivedRecord>> records_in_archive(const fs::path& path) {
  const auto contents = unpack(path);
  if (!contents)
    return tl::unexpected(contents.error());
  const std::vector<FileBytes> files = views_of(*contents);
  std::vector<ArchivedRecord> records;
  for (const RecordFiles& group : group_records(files)) {
    if (!detect_format(files[group.parts.front()]))
      continue;
    ArchivedRecord record{group.name, {}};
    for (const std::size_t part : group.parts)
      record.members.push_back(files[part].name);
    records.push_back(std::move(record));
  }
  return records;
}

Result<EcgRecord> read_archived_record(const fs::path& path, const std::vector<std::string>& members,
                                       const ReadOptions& options) {
  const auto contents = open_archive(path);
  if (!contents)
    return tl::unexpected(contents.error());
  std::vector<FileBytes> files;
  for (const std::string& member : members) {
    const auto found = std::find_if((*contents)->begin(), (*contents)->end(),
                                    [&](const FileContent& content) { return content.name == member; });
    if (found == (*contents)->end())
      return fail(ErrorCode::FileNotReadable, "the archive changed while it was read");
    files.push_back({found->name, found->bytes});
  }
  return read_record(files, options);
}

}  // namespace leadwise::cli
