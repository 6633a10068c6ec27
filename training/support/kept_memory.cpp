#include "support/kept_memory.hpp"

#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>
#endif

namespace leadwise::training {
#ifdef __GLIBC__
namespace {

/// What the published preset takes. Room is no memory yet: that is taken where it is first written to.
constexpr std::uintptr_t kRoomBytes = std::uintptr_t{6} << 30;
constexpr std::uintptr_t kLargePageBytes = std::uintptr_t{2} << 20;

/// Gigabytes in pages of 4 kB cost the processor a search for nearly each page, at every pass. Where the system gives no large pages, or not
/// so much room, all stays as it was.
void ask_for_large_pages() {
  void* const room = std::malloc(kRoomBytes);
  if (room == nullptr)
    return;
  const auto first = reinterpret_cast<std::uintptr_t>(room);
  const auto aligned = (first + kLargePageBytes - 1) / kLargePageBytes * kLargePageBytes;
  std::free(room);  // it stays the end of the heap, from which the next wishes are met
  madvise(reinterpret_cast<void*>(aligned), kRoomBytes - (aligned - first), MADV_HUGEPAGE);
}

}  // namespace
#endif

void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, -1);
  ask_for_large_pages();
#endif
}

}  // namespace leadwise::training
