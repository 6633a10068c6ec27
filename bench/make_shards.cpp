// leadwise_make_shards FOLDER COUNT RATE_HZ: writes shards of simulated 12-lead ECGs of 10 s, a thousand each, every record of
// a patient of its own. Sixty-four different ECGs take turns: what is measured on them is the number of records.
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "leadwise/simulator.hpp"
#include "shards/shard_writer.hpp"

namespace leadwise::training {
namespace {

constexpr std::uint64_t kDifferent = 64, kAShard = 1000;

void stop(const Error& error) {
  std::cerr << "leadwise_make_shards: " << error.message << '\n';
  std::exit(1);
}

template <class T>
T value_of(Result<T> result) {
  if (!result)
    stop(result.error());
  return std::move(*result);
}

Recording simulated(std::uint64_t seed, double rate_hz) {
  Random random(seed);
  auto settings = random_simulation_settings(random);
  settings.sampling_rate_hz = rate_hz;
  Recording recording;
  recording.ecg = value_of(simulate_ecg(settings, seed)).record;
  recording.database = "simulated";
  recording.path_sha256 = std::string(64, '0');
  return recording;
}

void write_shards(const std::filesystem::path& folder, std::uint64_t count, double rate_hz) {
  std::vector<Recording> different;
  for (std::uint64_t seed = 0; seed < kDifferent; ++seed)
    different.push_back(simulated(seed, rate_hz));
  std::filesystem::create_directories(folder);
  for (std::uint64_t first = 0; first < count; first += kAShard) {
    auto writer = value_of(ShardWriter::create(folder, first / kAShard));
    const auto behind = std::min(first + kAShard, count);
    for (std::uint64_t i = first; i < behind; ++i) {
      auto& recording = different[i % kDifferent];
      recording.uid = "r" + std::to_string(i);
      recording.patient = "simulated:" + std::to_string(i);
      if (auto added = writer.add(value_of(store_record(recording, i)), recording); !added)
        stop(added.error());
    }
    value_of(writer.close(behind, 0));
  }
}

}  // namespace
}  // namespace leadwise::training

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: leadwise_make_shards FOLDER COUNT RATE_HZ\n";
    return 2;
  }
  leadwise::training::write_shards(argv[1], std::strtoull(argv[2], nullptr, 10), std::strtod(argv[3], nullptr));
  return 0;
}
