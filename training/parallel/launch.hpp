#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Where a process stands among those of its run. Whoever starts them (torchrun, Slurm, Kubernetes) says it in torchrun's
/// environment variables.
struct Launch {
  int rank = 0;
  int world_size = 1;
  std::optional<int> local_rank;   ///< among the processes of this machine
  bool is_on_one_machine = false;  ///< the launcher says that all of them are here
  std::string master_address;      ///< where the processes find each other; empty for a process alone
  std::uint16_t master_port = 0;
  bool launcher_keeps_store = false;  ///< torchrun itself answers at the master's address, else rank 0 does
  std::string attempt = "0";          ///< torchrun's count of restarts
};

using Variables = std::function<std::optional<std::string>(const char* name)>;

/// Reads RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR, MASTER_PORT, TORCHELASTIC_USE_AGENT_STORE and
/// TORCHELASTIC_RESTART_COUNT; none of them: a process alone. What begins with LOCAL_ may be missing.
/// Error: InvalidArgument naming the variable that is missing, no whole number or out of range.
Result<Launch> read_launch(const Variables& variables);

/// The process's own environment; a variable that is empty is absent.
std::optional<std::string> environment_variable(const char* name);

}  // namespace leadwise::training
