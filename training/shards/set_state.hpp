#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// The file in which ingest says what a folder of shards is made of and how far it got.
inline constexpr const char* kSetStateName = "ingest.json";

struct SetState {
  bool complete = false;
  /// How many shards a complete set has; earlier versions do not say.
  std::optional<std::size_t> shards;
};

/// nullopt where the folder holds no such file. Error: InvalidHeader where it is not what ingest writes.
Result<std::optional<SetState>> read_set_state(const std::filesystem::path& folder);

}  // namespace leadwise::training
