#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <map>
#include <numeric>
#include <string>
#include <system_error>

#include <sys/resource.h>

#include "leadwise/error.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace sample_mutation_tests {

namespace {

// Sanitizers make every read ten times slower; the fuzzers run under them.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

constexpr std::size_t kLargestFile = 4'000'000;
constexpr double kLongestRead_s = 1.0;
constexpr double kMostMemory_mb = 512.0;

constexpr std::size_t kTruncations = 100;
constexpr std::size_t kFlips = 40;
constexpr std::size_t kSwaps = 10;
constexpr std::size_t kDamages = kFlips + kSwaps;
/// Large files get fewer flips and swaps: together no more than this many bytes each. All are cut as often.
constexpr std::size_t kDamagedBytesAFile = 4'000'000;
constexpr std::size_t kFewestDamages = 4;
constexpr std::size_t kSwappedBytes = 16;

// SplitMix64: the same places on every machine.
std::uint64_t mixed(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

void swap_blocks(Bytes& bytes, std::size_t mutation) {
  if (bytes.size() < 2 * kSwappedBytes)
    return;
  const std::size_t blocks = bytes.size() / kSwappedBytes;
  const std::size_t first = mixed(2 * mutation) % blocks;
  const std::size_t second = (first + 1 + mixed(2 * mutation + 1) % (blocks - 1)) % blocks;
  const auto at = [&](std::size_t block) { return bytes.begin() + static_cast<std::ptrdiff_t>(block * kSwappedBytes); };
  std::swap_ranges(at(first), at(first) + kSwappedBytes, at(second));
}

// The first mutations cut the file at every 1 % of its length, then come flipped bits, half of them in the first 2 KiB
// where headers are, then swapped blocks.
Bytes mutated(const Bytes& whole, std::size_t mutation) {
  Bytes bytes = whole;
  if (mutation < kTruncations) {
    bytes.resize(whole.size() * mutation / kTruncations);
  } else if (mutation < kTruncations + kFlips) {
    const std::size_t range = mutation % 2 == 0 ? whole.size() : std::min<std::size_t>(whole.size(), 2048);
    const std::uint64_t bit = mixed(mutation) % (range * 8);
    bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] ^ (1U << bit % 8));
  } else {
    swap_blocks(bytes, mutation);
  }
  return bytes;
}

std::vector<std::size_t> mutations_of(std::size_t file_bytes) {
  std::vector<std::size_t> mutations(kTruncations);
  std::iota(mutations.begin(), mutations.end(), std::size_t{0});
  const std::size_t damages = std::clamp(kDamagedBytesAFile / file_bytes, kFewestDamages, kDamages);
  // Evenly among all kinds of damage.
  for (std::size_t i = 0; i < damages; ++i)
    mutations.push_back(kTruncations + (2 * i + 1) * kDamages / (2 * damages));
  return mutations;
}

// The most that this process ever had, the tests before this one included.
double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

bool are_finite_or_missing(const std::vector<double>& samples) {
  return std::none_of(samples.begin(), samples.end(), [](double sample) { return std::isinf(sample); });
}

// The first promise of reader.hpp that channels break, "" where they keep all.
std::string broken_by(const std::vector<Channel>& channels, double sampling_rate_hz) {
  if (channels.empty() || channels.front().samples_mv.empty())
    return "no samples";
  if (!std::isfinite(sampling_rate_hz) || sampling_rate_hz <= 0.0)
    return "sampling rate";
  for (const Channel& channel : channels) {
    if (channel.samples_mv.size() != channels.front().samples_mv.size())
      return "length of " + channel.label;
    if (!std::isfinite(channel.resolution_mv) || channel.resolution_mv < 0.0 || !std::isfinite(channel.baseline_adu))
      return "scale of " + channel.label;
    if (!are_finite_or_missing(channel.samples_mv))
      return "infinite sample of " + channel.label;
  }
  return {};
}

std::string broken_by(const EcgRecord& record) {
  std::string broken = broken_by(record.channels, record.sampling_rate_hz);
  for (const auto* groups : {&record.average_beats, &record.other_signals}) {
    for (const SignalGroup& group : *groups) {
      if (broken.empty())
        broken = broken_by(group.channels, group.sampling_rate_hz);
    }
  }
  for (const Channel& channel : record.channels) {
    if (channel.lead && record.find(*channel.lead) != &channel)
      broken = "two channels are lead " + channel.label;
  }
  return broken;
}

std::string broken_by(const Result<EcgRecord>& answer) {
  if (answer)
    return broken_by(*answer);
  return error_name(answer.error().code) == "UnknownError" || answer.error().message.empty() ? "unnamed error" : "";
}

/// A sample and the files that are read together with it.
struct Sample {
  std::string path;
  Bytes bytes;
  /// The header that names the sample, where it is a part of a record; else "".
  std::string header_path;
};

// The parts of WFDB records, by path, and their headers.
std::map<std::string, std::string> headers_by_part(const std::vector<std::string>& paths) {
  std::map<std::string, std::string> headers;
  for (const std::string& path : paths) {
    const Bytes bytes = path.ends_with(".hea") ? load_file(path).value_or(Bytes{}) : Bytes{};
    const std::string folder = path.substr(0, path.rfind('/') + 1);
    for (const std::string& name : referenced_files({path, bytes}))
      headers.emplace(folder + name, path);
  }
  return headers;
}

std::vector<std::string> paths_below(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.file_size() > 0 && entry.file_size() < kLargestFile)
      paths.push_back(entry.path().generic_string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Files with_neighbours(const Sample& sample, const Bytes& bytes) {
  if (sample.header_path.empty() && !sample.path.ends_with(".hea"))
    return Files().add(sample.path, bytes);
  const std::string& header_path = sample.header_path.empty() ? sample.path : sample.header_path;
  const Bytes header = header_path == sample.path ? bytes : load_file(header_path).value_or(Bytes{});
  Files files;
  files.add(header_path, header);
  const std::string folder = header_path.substr(0, header_path.rfind('/') + 1);
  // A damaged header may name a folder, or what no path can be.
  std::error_code error;
  for (const std::string& name : referenced_files({header_path, header})) {
    if (folder + name == sample.path)
      files.add(sample.path, bytes);
    else if (std::filesystem::is_regular_file(folder + name, error))
      files.add(folder + name, load_file(folder + name).value_or(Bytes{}));
  }
  return files;
}

struct Tally {
  std::size_t reads = 0;
  std::size_t records = 0;
  double slowest_s = 0.0;
  std::string slowest;
};

// Time of this process alone: the machine may be busy with other things.
void read_timed(const Sample& sample, std::size_t mutation, Tally& tally) {
  const Files files = with_neighbours(sample, mutated(sample.bytes, mutation));
  const std::clock_t start = std::clock();
  const auto answer = files.read({VoltageUnit::microvolt, 500.0});
  const double took_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  INFO(sample.path << ", mutation " << mutation);
  CHECK(broken_by(answer) == "");
  CHECK(took_s < kLongestRead_s);
  CHECK(peak_memory_mb() < kMostMemory_mb);
  ++tally.reads;
  tally.records += answer ? 1U : 0U;
  if (took_s > tally.slowest_s) {
    tally.slowest_s = took_s;
    tally.slowest = sample.path + ", mutation " + std::to_string(mutation);
  }
}

}  // namespace

TEST_CASE(
    "every sample of every format, cut, flipped or shuffled, is a record that keeps its promises or a named error") {
  if (kSanitized)
    SKIP("too slow under sanitizers, where the fuzzers do this");
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::vector<std::string> paths = paths_below(folder + "formats");
  REQUIRE(paths.size() > 100);
  const auto headers = headers_by_part(paths);
  Tally tally;
  for (const std::string& path : paths) {
    const auto header = headers.find(path);
    const Sample sample{path, load_file(path).value_or(Bytes{}), header == headers.end() ? "" : header->second};
    for (const std::size_t mutation : mutations_of(sample.bytes.size()))
      read_timed(sample, mutation, tally);
  }
  CHECK(tally.records > 0);
  WARN(paths.size() << " samples, " << tally.reads << " mutated reads, " << tally.records
                    << " of them still records; slowest " << tally.slowest_s << " s: " << tally.slowest << "; at most "
                    << peak_memory_mb() << " MB of memory");
}

}  // namespace sample_mutation_tests
