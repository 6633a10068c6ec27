#include <dlfcn.h>
#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>

#include "runs/compute_threads.hpp"

namespace leadwise::training {
namespace {

TEST_CASE("The threads of a run are told to libtorch, and to OpenBLAS where it is there") {
  const int before = torch::get_num_threads();
  const auto openblas_threads = reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
  for (const int count : {2, 1}) {
    use_threads(static_cast<std::uint64_t>(count));
    CHECK(torch::get_num_threads() == count);
    if (openblas_threads != nullptr)
      CHECK(openblas_threads() == count);
  }
  use_threads(static_cast<std::uint64_t>(before));
}

}  // namespace
}  // namespace leadwise::training
