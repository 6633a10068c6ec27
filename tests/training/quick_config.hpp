#pragma once

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "leadwise/weight_file.hpp"
#include "settings/training_config.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"

namespace leadwise::training::testing {

inline void check_done(const Result<void>& result) {
  INFO((result ? "" : result.error().message));
  REQUIRE(result.has_value());
}

/// A run of seconds on the folder's simulated recordings, whose results lie in `out` below it.
inline TrainingConfig quick_config(const TemporaryFolder& folder, const char* out) {
  TrainingConfig config;
  config.recordings = folder.path().string();
  config.out = (folder.path() / out).string();
  config.train_sources = {"simulated"};
  config.train_share = 0.5;
  config.validation_share = 0.25;
  config.epochs = 2;
  config.batch_size = 4;
  config.decoded_leads = 1;
  return config;
}

/// The weights that a run has left.
inline std::map<std::string, FloatTensor> tensors_of(const TrainingConfig& config) {
  const auto bytes = read_file(std::filesystem::path(config.out) / "weights.safetensors");
  REQUIRE(bytes.has_value());
  const auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  return file->tensors;
}

inline nlohmann::json read_json(const std::string& path) {
  std::ifstream stream(path);
  return nlohmann::json::parse(stream, nullptr, false);
}

/// What is said on stderr while something is done.
template <class Action>
std::string said_on_stderr(const Action& action) {
  std::ostringstream said;
  auto* const before = std::cerr.rdbuf(said.rdbuf());
  action();
  std::cerr.rdbuf(before);
  return said.str();
}

}  // namespace leadwise::training::testing
