#include "runs/compute_threads.hpp"

#include <dlfcn.h>
#include <torch/torch.h>

namespace leadwise::training {

void use_threads(std::uint64_t count) {
  const int threads = static_cast<int>(count);
  torch::set_num_threads(threads);
  // Debian's libtorch brings OpenBLAS along, others Intel's library, which follows libtorch.
  if (const auto tell_openblas = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
    tell_openblas(threads);
}

}  // namespace leadwise::training
