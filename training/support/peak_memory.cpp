#include "support/peak_memory.hpp"

#include <sys/resource.h>

namespace leadwise::training {

double peak_memory_mb() {
  // Linux counts in KiB.
  constexpr double kBytes = 1024.0, kMegabyte = 1e6;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * kBytes / kMegabyte;
}

}  // namespace leadwise::training
