#include "shards/shard_set.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "shards/set_state.hpp"
#include "shards/tar_member.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

Error shard_unreadable(const fs::path& path) {
  return {ErrorCode::FileNotReadable, "cannot read \"" + path.string() + "\""};
}

/// An open file that is read from any place.
class ShardFile {
 public:
  explicit ShardFile(const fs::path& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~ShardFile() {
    if (descriptor_ >= 0)
      close(descriptor_);
  }
  ShardFile(const ShardFile&) = delete;
  ShardFile& operator=(const ShardFile&) = delete;
  bool is_open() const { return descriptor_ >= 0; }

  /// As many bytes as there are, at most those asked for; nullopt where the system refuses.
  std::optional<std::vector<std::uint8_t>> read(std::uint64_t offset, std::size_t count) const {
    std::vector<std::uint8_t> bytes(count);
    std::size_t done = 0;
    while (done < count) {
      const auto got = pread(descriptor_, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return std::nullopt;
      if (got == 0)
        break;
      done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
  }

 private:
  int descriptor_;
};

/// The highest number of a shard's file in the folder, and one more.
std::size_t one_behind_last(const fs::path& folder) {
  std::size_t behind = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    constexpr std::size_t kPrefix = 6;
    if (name.size() <= kPrefix || !std::all_of(name.begin() + kPrefix, std::min(name.end(), name.begin() + 12),
                                               [](unsigned char c) { return c >= '0' && c <= '9'; }))
      continue;
    const std::size_t number = std::strtoull(name.c_str() + kPrefix, nullptr, 10);
    if (name == shard_name(number))
      behind = std::max(behind, number + 1);
  }
  return behind;
}

/// Of a folder whose state can be read.
bool is_set_unfinished(const fs::path& folder) {
  const auto state = read_set_state(folder);
  return state && *state && !(*state)->complete;
}

/// An error within a record, with the place in its shard.
Error placed(const Error& error, const fs::path& path, std::uint64_t offset) {
  const std::uint64_t at = offset + error.offset.value_or(0);
  return {error.code, "\"" + path.string() + "\", byte " + std::to_string(at) + ": " + error.message, at};
}

}  // namespace

Result<std::size_t> count_shards(const fs::path& folder) {
  std::error_code status;
  if (!fs::is_directory(folder, status))
    return fail(ErrorCode::FileNotReadable, "\"" + folder.string() + "\" is no folder of shards");
  const auto state = read_set_state(folder);
  if (!state)
    return tl::unexpected(state.error());
  // What a copy that broke off has lost at the end, no shard that is there tells.
  const std::size_t promised = *state && (*state)->complete ? (*state)->shards.value_or(0) : 0;
  const std::size_t count = std::max(one_behind_last(folder), promised);
  for (std::size_t number = 0; number < count; ++number)
    if (!fs::exists(folder / shard_name(number), status))
      return fail(ErrorCode::MissingFile, "\"" + (folder / shard_name(number)).string() + "\" is missing");
  return count;
}

Result<void> check_shard_length(const fs::path& folder, std::size_t number, const ShardSummary& summary) {
  const auto path = folder / shard_name(number);
  std::error_code status;
  const auto bytes = fs::file_size(path, status);
  if (status)
    return tl::unexpected(shard_unreadable(path));
  if (bytes != summary.bytes)
    return fail(ErrorCode::TruncatedData,
                "\"" + path.string() + "\" ends at byte " + std::to_string(bytes) + ", its index says " +
                    std::to_string(summary.bytes),
                bytes);
  return {};
}

struct ShardSet::Bytes {
  fs::path path;
  std::uint64_t offset = 0;
  std::vector<std::uint8_t> content;
};

Result<ShardSet> ShardSet::open(const fs::path& folder) {
  const auto shards = count_shards(folder);
  if (!shards)
    return tl::unexpected(shards.error());
  ShardSet set;
  set.folder_ = folder;
  set.shards_ = *shards;
  set.unfinished_ = is_set_unfinished(folder);
  for (std::size_t number = 0; number < *shards; ++number) {
    set.first_.push_back(set.places_.size() - number);
    const auto index = folder / shard_index_name(number);
    std::uint64_t least = 0;
    const auto summary = visit_shard_records(index, [&](std::uint64_t offset, std::string_view) -> Result<void> {
      if (offset < least || offset % kTarBlockBytes != 0)
        return fail(ErrorCode::InvalidHeader, "no record can begin at byte " + std::to_string(offset));
      least = offset + kTarBlockBytes;
      set.places_.push_back(offset);
      return {};
    });
    if (!summary)
      return tl::unexpected(summary.error());
    if (auto whole = check_shard_length(folder, number, *summary); !whole)
      return tl::unexpected(whole.error());
    if (summary->bytes < least + kTarEndBytes)
      return fail(ErrorCode::InvalidHeader, "\"" + index.string() + "\" places records behind its shard's end");
    set.places_.push_back(summary->bytes - kTarEndBytes);
  }
  set.first_.push_back(set.places_.size() - *shards);
  set.places_.shrink_to_fit();
  return set;
}

Result<ShardSet::Bytes> ShardSet::bytes_of(std::size_t position) const {
  const auto behind = std::upper_bound(first_.begin(), first_.end(), position);
  const auto shard = static_cast<std::size_t>(behind - first_.begin()) - 1;
  const std::size_t place = position + shard;
  Bytes bytes{folder_ / shard_name(shard), places_[place], {}};
  const ShardFile file(bytes.path);
  if (!file.is_open())
    return tl::unexpected(shard_unreadable(bytes.path));
  const auto length = places_[place + 1] - places_[place];
  auto content = file.read(bytes.offset, static_cast<std::size_t>(length));
  if (!content)
    return tl::unexpected(shard_unreadable(bytes.path));
  bytes.content = std::move(*content);
  return bytes;
}

Result<Recording> ShardSet::read(std::size_t position) const {
  const auto bytes = bytes_of(position);
  if (!bytes)
    return tl::unexpected(bytes.error());
  auto recording = restore_record(bytes->content);
  if (!recording)
    return tl::unexpected(placed(recording.error(), bytes->path, bytes->offset));
  return recording;
}

Result<RecordFacts> ShardSet::facts(std::size_t position) const {
  const auto bytes = bytes_of(position);
  if (!bytes)
    return tl::unexpected(bytes.error());
  auto facts = restore_facts(bytes->content);
  if (!facts)
    return tl::unexpected(placed(facts.error(), bytes->path, bytes->offset));
  return facts;
}

Result<void> ShardSet::visit_facts(const FactsVisitor& visit) const {
  std::size_t position = 0;
  for (std::size_t number = 0; number < shards_; ++number) {
    const auto visited = visit_shard_records(folder_ / shard_index_name(number),
                                             [&](std::uint64_t, std::string_view text) -> Result<void> {
                                               const auto facts = parse_facts_text(text);
                                               if (!facts)
                                                 return tl::unexpected(facts.error());
                                               return visit(position++, *facts);
                                             });
    if (!visited)
      return tl::unexpected(visited.error());
  }
  return {};
}

}  // namespace leadwise::training
