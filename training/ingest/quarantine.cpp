#include "ingest/quarantine.hpp"

#include "support/durable_file.hpp"

namespace leadwise::training {
namespace {

std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos)
    return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"')
      quoted += '"';
    // A field goes on in no other line: many programs read a line at a time.
    quoted += c == '\n' || c == '\r' ? ' ' : c;
  }
  return quoted + '"';
}

std::string line_of(const QuarantinedRecord& record) {
  return field(record.uid) + ',' + field(record.path) + ',' + std::string(error_name(record.reason.code)) + ',' +
         field(record.reason.message) + '\n';
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
