#pragma once

#include <cstdint>

namespace leadwise::training {

/// From now on libtorch computes with `count` threads, and so does OpenBLAS, where libtorch's products of matrices are its: by
/// itself it takes as many as there are processors.
void use_threads(std::uint64_t count);

}  // namespace leadwise::training
