# Flags for wasm code that runs once a record: neither vectorised nor unrolled, and inlined only where that is no larger, as with
# the one-line functions that the standard library is made of. -Oz leaves even these as calls.
set(leadwise_wasm_size_flags -O2 -fno-unroll-loops -fno-vectorize -fno-slp-vectorize
  -mllvm -inline-threshold=0 -mllvm -inlinehint-threshold=25)
# As one option, since CMake would take the second -mllvm of a target for a repetition.
list(JOIN leadwise_wasm_size_flags " " leadwise_wasm_size_option)
string(PREPEND leadwise_wasm_size_option "SHELL:")
