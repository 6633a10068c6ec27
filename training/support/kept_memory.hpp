#pragma once

namespace leadwise::training {

/// From now on memory that is given back stays with the program for its next wish, however large. Gradients of 41 MB are wanted and
/// given back at every step; else the system clears every page of them each time. On Linux it lies in large pages where they are to
/// be had. Nothing on other systems than glibc's.
void keep_freed_memory();

}  // namespace leadwise::training
