#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace leadwise::training::testing {

/// A folder that is removed at the end of its life.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const char* name);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Writes one simulated ECG of 12 leads and 10 s as WFDB: NAME.hea and NAME.dat.
void write_simulated_record(const std::filesystem::path& folder, const std::string& name, std::uint64_t seed,
                            double sampling_rate_hz = 500.0);

/// Writes `count` simulated ECGs as WFDB records below "simulated/" with an index.csv as training reads it. The last
/// record is flagged as right axis deviation.
void write_simulated_folder(const std::filesystem::path& folder, std::uint64_t count);

}  // namespace leadwise::training::testing
