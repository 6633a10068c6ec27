#pragma once

#include <catch2/catch_test_macros.hpp>

#include "settings/training_config.hpp"
#include "simulated_folder.hpp"

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

}  // namespace leadwise::training::testing
