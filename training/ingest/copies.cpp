#include "ingest/copies.hpp"

#include "shards/shard_set.hpp"
#include "support/csv_table.hpp"
#include "support/durable_file.hpp"

namespace leadwise::training {
namespace {

Result<std::string> uid_of(const ShardSet& set, std::size_t position) {
  return set.facts(position).map([](const RecordFacts& facts) { return facts.uid; });
}

}  // namespace

Result<void> write_copies(const std::filesystem::path& folder, const std::vector<DoubtfulPatients::Copy>& copies,
                          std::size_t first) {
  const auto set = ShardSet::open(folder);
  if (!set)
    return tl::unexpected(set.error());
  auto file = DurableFile::create(folder / "copies.csv");
  if (!file)
    return tl::unexpected(file.error());
  Result<void> written = file->write(std::string_view("uid,same_samples_as\n"));
  for (auto copy = copies.begin(); written && copy != copies.end(); ++copy) {
    const auto uid = uid_of(*set, first + copy->record), other = uid_of(*set, first + copy->of);
    if (!uid || !other)
      return tl::unexpected(uid ? other.error() : uid.error());
    written = file->write(csv_field(*uid) + ',' + csv_field(*other) + '\n');
  }
  return written ? file->keep() : written;
}

}  // namespace leadwise::training
