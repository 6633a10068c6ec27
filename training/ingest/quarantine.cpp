#include "ingest/quarantine.hpp"

#include "support/csv_table.hpp"
#include "support/durable_file.hpp"

namespace leadwise::training {
namespace {

std::string line_of(const QuarantinedRecord& record) {
  return csv_field(record.uid) + ',' + csv_field(record.path) + ',' + std::string(error_name(record.reason.code)) +
         ',' + csv_field(record.reason.message) + '\n';
}

void count(const ShardSummary& summary, IngestTotals& totals) {
  totals.records += summary.records;
  for (const auto& record : summary.refused)
    ++totals.refused[std::string(error_name(record.reason.code))];
  for (const auto& [name, counts] : summary.labels)
    for (std::size_t i = 0; i < counts.size(); ++i)
      totals.labels[name][i] += counts[i];
}

}  // namespace

std::uint64_t IngestTotals::refused_count() const {
  std::uint64_t sum = 0;
  for (const auto& [name, number] : refused)
    sum += number;
  return sum;
}

std::uint64_t IngestTotals::kept_by_system() const {
  std::uint64_t sum = 0;
  for (const auto code : {ErrorCode::FileNotReadable, ErrorCode::MissingFile, ErrorCode::OutOfMemory})
    if (const auto found = refused.find(std::string(error_name(code))); found != refused.end())
      sum += found->second;
  return sum;
}

Result<IngestTotals> write_quarantine(const std::filesystem::path& folder, std::size_t shards) {
  auto file = DurableFile::create(folder / "quarantine.csv");
  if (!file)
    return tl::unexpected(file.error());
  Result<void> written = file->write(std::string_view("uid,path,code,message\n"));
  IngestTotals totals;
  for (std::size_t number = 0; number < shards && written; ++number) {
    const auto summary = read_shard_summary(folder / shard_index_name(number));
    if (!summary)
      return tl::unexpected(summary.error());
    count(*summary, totals);
    std::string lines;
    for (const auto& record : summary->refused)
      lines += line_of(record);
    written = file->write(lines);
  }
  if (written)
    written = file->keep();
  if (!written)
    return tl::unexpected(written.error());
  return totals;
}

}  // namespace leadwise::training
