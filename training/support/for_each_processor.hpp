#pragma once

/// Before a function that is a loop over many numbers: it is compiled once more for each of these kinds of processor, and what is there is
/// used. Answers stay the same to the last bit, for nothing is contracted (cmake/settings.cmake).
#if defined(__x86_64__) && defined(__gnu_linux__)
#define LEADWISE_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define LEADWISE_FOR_EACH_PROCESSOR
#endif
