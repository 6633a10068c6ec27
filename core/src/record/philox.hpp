#pragma once

#include <array>
#include <cstdint>

namespace leadwise {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// The Philox 4x32 bijection with 10 rounds: one block of four words for each counter under a key.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011.
PhiloxBlock philox4x32_10(PhiloxBlock counter, PhiloxKey key);

}  // namespace leadwise
