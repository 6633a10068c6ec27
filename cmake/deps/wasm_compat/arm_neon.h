// Two generated wasm kernels of XNNPACK (f32-q{s,u}8-vcvt-wasmsimd-magic) ask for this header but use wasm's intrinsics.
#pragma once
#include <wasm_simd128.h>
