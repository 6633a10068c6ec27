# Flags for wasm code that runs once a record: neither vectorised nor unrolled, and inlined only where that is no larger, as with
# the one-line functions that the standard library is made of. -Oz leaves even these as calls.
set(leadwise_wasm_size_flags -O2 -fno-unroll-loops -fno-vectorize -fno-slp-vectorize
  -mllvm -inline-threshold=0 -mllvm -inlinehint-threshold=25)
# As one option, since CMake would take the second -mllvm of a target for a repetition.
list(JOIN leadwise_wasm_size_flags " " leadwise_wasm_size_option)
string(PREPEND leadwise_wasm_size_option "SHELL:")

# The same for the code that a link makes (-flto).
set(leadwise_wasm_link_option -inline-threshold=0 -inlinehint-threshold=25 -vectorize-loops=false -vectorize-slp=false)
list(TRANSFORM leadwise_wasm_link_option PREPEND "-Wl,-mllvm,")
list(JOIN leadwise_wasm_link_option " " leadwise_wasm_link_option)
string(PREPEND leadwise_wasm_link_option "SHELL:")
