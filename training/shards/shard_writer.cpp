#include "shards/shard_writer.hpp"

#include "shards/tar_member.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {

Result<ShardWriter> ShardWriter::create(const std::filesystem::path& folder, std::size_t number) {
  auto file = DurableFile::create(folder / shard_name(number));
  if (!file)
    return tl::unexpected(file.error());
  return ShardWriter(folder, number, std::move(*file));
}

Result<void> ShardWriter::add(const StoredRecord& record, const RecordFacts& facts) {
  const auto offset = file_.bytes_written();
  if (auto written = file_.write(record.bytes); !written)
    return written;
  // Some 30 MB at a time: the disk works while the next records are read.
  constexpr std::uint64_t kRecordsAFlush = 256;
  if (++summary_.records % kRecordsAFlush == 0)
    file_.start_flushing();
  lines_.push_back(shard_record_line(offset, record.facts_line));
  for (const auto& [name, value] : facts.labels)
    ++summary_.labels[name][value ? static_cast<std::size_t>(*value) : 2];
  return {};
}

Result<ShardSummary> ShardWriter::close(std::uint64_t next_input, std::uint64_t inputs_hash) {
  const std::vector<std::uint8_t> end(kTarEndBytes);
  if (auto written = file_.write(end); !written)
    return tl::unexpected(written.error());
  summary_.bytes = file_.bytes_written();
  summary_.next_input = next_input;
  summary_.inputs_hash = inputs_hash;
  // The index first: a shard is there once its tar file is.
  if (auto indexed = write_file(index_path_, shard_index_text(summary_, lines_)); !indexed)
    return tl::unexpected(indexed.error());
  if (auto kept = file_.keep(); !kept)
    return tl::unexpected(kept.error());
  return summary_;
}

}  // namespace leadwise::training
