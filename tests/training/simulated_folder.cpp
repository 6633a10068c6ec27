#include "simulated_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "support/file_access.hpp"

namespace leadwise::training::testing {
TemporaryFolder::TemporaryFolder(const char* name) : path_(std::filesystem::temp_directory_path() / name) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code status;
  std::filesystem::remove_all(path_, status);
}

void write_simulated_record(const std::filesystem::path& folder, const std::string& name, std::uint64_t seed,
                            double sampling_rate_hz) {
  Random random(seed);
  auto settings = random_simulation_settings(random);
  settings.sampling_rate_hz = sampling_rate_hz;
  const auto simulated = simulate_ecg(settings, seed);
  REQUIRE(simulated.has_value());
  const auto files = write_record(simulated->record, "wfdb", name);
  REQUIRE(files.has_value());
  for (const auto& file : *files)
    REQUIRE(write_file(folder / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
}

void write_simulated_folder(const std::filesystem::path& folder, std::uint64_t count) {
  std::filesystem::create_directories(folder / "simulated");
  std::ofstream index(folder / "index.csv");
  index << "uid,database,path,labels,rvh,right_axis,right_atrial\n";
  for (std::uint64_t i = 0; i < count; ++i) {
    write_simulated_record(folder / "simulated", std::string("s").append(std::to_string(i)), i);
    index << "S" << i << ",Simulated,simulated/s" << i << ".hea,pat=" << i << ",0," << (i + 1 == count ? 1 : 0)
          << ",0\n";
  }
}

}  // namespace leadwise::training::testing
