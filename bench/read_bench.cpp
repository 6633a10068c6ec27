// leadwise_read_bench ROUNDS FILE...: times reading each file (a WFDB header with the files that it names) from memory.
// Prints a JSON array, an object a file: its format, its bytes, its median ms.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "bench_records.hpp"

namespace leadwise::bench {
namespace {

/// Readings that make one measurement: small files are read in less time than a clock tells well.
constexpr std::size_t kReadings = 10;

Result<EcgRecord> read_stating_what_it_lacks(const std::vector<FileBytes>& files) {
  return read_record(files, {VoltageUnit::microvolt, 500.0});
}

double ms_for_one(const std::vector<FileBytes>& files) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < kReadings; ++i) {
    if (!read_stating_what_it_lacks(files))
      std::exit(1);
  }
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count() / kReadings;
}

nlohmann::json measured(const std::string& path, int rounds) {
  const StoredRecord stored = stored_record(path);
  const std::vector<FileBytes> files = stored.files();
  const auto record = read_stating_what_it_lacks(files);
  if (!record) {
    std::cerr << path << ": " << record.error().message << '\n';
    std::exit(1);
  }
  std::vector<double> times_ms;
  for (int round = 0; round < rounds; ++round)
    times_ms.push_back(ms_for_one(files));
  std::sort(times_ms.begin(), times_ms.end());
  std::size_t bytes = 0;
  for (const FileBytes& file : files)
    bytes += file.bytes.size();
  return {{"format", record->format}, {"bytes", bytes}, {"ms", times_ms[times_ms.size() / 2]}};
}

}  // namespace
}  // namespace leadwise::bench

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: leadwise_read_bench ROUNDS FILE...\n";
    return 2;
  }
  const int rounds = std::max(1, std::atoi(argv[1]));
  nlohmann::json rows = nlohmann::json::array();
  for (int i = 2; i < argc; ++i)
    rows.push_back(leadwise::bench::measured(argv[i], rounds));
  std::cout << rows.dump() << '\n';
  return 0;
}
