#include "ingest/ingest_folder.hpp"

#include <fstream>
#include <utility>

#include "ingest/record_list.hpp"
#include "shards/set_state.hpp"
#include "shards/shard_set.hpp"
#include "support/durable_file.hpp"
#include "support/file_access.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr const char* kFormat = "leadwise-shards-1";
/// 2: "123.0" is 123.
constexpr int kPatientNames = 2;

/// A source by hashes alone: a set of shards tells nobody's folders. A list counts by what it says.
Result<ordered_json> source_json(const std::string& source) {
  std::error_code error;
  ordered_json json = {{"path_sha256", text_sha256(fs::weakly_canonical(source, error).string())}};
  if (!is_record_list(source))
    return json;
  const auto bytes = read_file(source);
  if (!bytes)
    return tl::unexpected(bytes.error());
  json["list_sha256"] = sha256_hex(*bytes);
  return json;
}

Result<ordered_json> plan_of(const IngestOptions& options) {
  ordered_json plan = {{"format", kFormat},
                       {"complete", false},
                       {"database", options.database},
                       {"records_per_shard", options.records_per_shard},
                       {"patient_names", kPatientNames},
                       {"sources", ordered_json::array()}};
  for (const auto& source : options.sources) {
    auto json = source_json(source);
    if (!json)
      return json;
    plan["sources"].push_back(std::move(*json));
  }
  return plan;
}

Result<void> compare_plans(const ordered_json& earlier, const ordered_json& now, const fs::path& path) {
  if (!earlier.is_object() || !earlier.contains("complete") || !earlier["complete"].is_boolean())
    return fail(ErrorCode::InvalidHeader, "\"" + path.string() + "\" is not what ingest writes");
  for (const char* key : {"format", "sources", "database", "records_per_shard"})
    if (!earlier.contains(key) || earlier[key] != now[key])
      return fail(ErrorCode::InvalidArgument, "\"" + path.parent_path().string() + "\" was begun with another \"" +
                                                  key + "\"; name another folder");
  // One patient under two names could be taught and judged.
  if (!earlier["complete"].get<bool>() && earlier.value("patient_names", 1) != kPatientNames)
    return fail(ErrorCode::InvalidArgument, "\"" + path.parent_path().string() +
                                                "\" was begun by a version that names patients otherwise; name another "
                                                "folder");
  return {};
}

void remove_unfinished(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().string().ends_with(kUnfinishedEnding))
      fs::remove(entry->path(), ignored);
  }
}

/// The last of an earlier run's shards, all of which must be whole.
Result<std::optional<ShardSummary>> last_of(const fs::path& folder, std::size_t shards) {
  std::optional<ShardSummary> last;
  for (std::size_t number = 0; number < shards; ++number) {
    auto summary = read_shard_summary(folder / shard_index_name(number));
    if (!summary)
      return tl::unexpected(summary.error());
    if (auto whole = check_shard_length(folder, number, *summary); !whole)
      return tl::unexpected(whole.error());
    last = std::move(*summary);
  }
  return last;
}

}  // namespace

std::optional<std::uint64_t> IngestFolder::hash_of_inputs_behind() const {
  return last_ ? std::optional(last_->inputs_hash) : std::nullopt;
}

void IngestFolder::add(const ShardSummary& summary) {
  ++shards_;
  last_ = summary;
}

Result<void> IngestFolder::complete() {
  plan_["complete"] = true;
  plan_["shards"] = shards_;
  return write_file(path_ / kSetStateName, plan_.dump(2) + "\n");
}

Result<IngestFolder> IngestFolder::open(const IngestOptions& options) {
  IngestFolder folder;
  folder.path_ = options.out;
  if (auto created = create_folder(folder.path_); !created)
    return tl::unexpected(created.error());
  auto lock = FolderLock::take(folder.path_, "ingest.lock", "another ingest");
  if (!lock)
    return tl::unexpected(lock.error());
  folder.lock_ = std::move(*lock);
  auto plan = plan_of(options);
  if (!plan)
    return tl::unexpected(plan.error());
  folder.plan_ = std::move(*plan);
  const auto path = folder.path_ / kSetStateName;
  const auto begun = is_there(path);
  if (!begun)
    return tl::unexpected(begun.error());
  if (*begun) {
    std::ifstream stream(path);
    const auto earlier = ordered_json::parse(stream, nullptr, false);
    if (auto same = compare_plans(earlier, folder.plan_, path); !same)
      return tl::unexpected(same.error());
    folder.complete_ = earlier["complete"].get<bool>();
  } else if (auto written = write_file(path, folder.plan_.dump(2) + "\n"); !written) {
    return tl::unexpected(written.error());
  }
  remove_unfinished(folder.path_);
  const auto shards = count_shards(folder.path_);
  if (!shards)
    return tl::unexpected(shards.error());
  auto last = last_of(folder.path_, *shards);
  if (!last)
    return tl::unexpected(last.error());
  folder.shards_ = *shards;
  folder.last_ = std::move(*last);
  return folder;
}

}  // namespace leadwise::training
