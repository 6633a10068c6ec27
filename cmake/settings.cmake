# leadwise_settings: what every target of ours is compiled with.
add_library(leadwise_settings INTERFACE)
target_compile_features(leadwise_settings INTERFACE cxx_std_20)
target_include_directories(leadwise_settings INTERFACE "${PROJECT_SOURCE_DIR}/core/include")
target_compile_definitions(leadwise_settings INTERFACE LEADWISE_VERSION="${PROJECT_VERSION}")
# Native and wasm must agree: wasm has no fused multiply-add, so native code may not contract to one.
target_compile_options(leadwise_settings INTERFACE -ffp-contract=off)
set(CMAKE_CXX_EXTENSIONS OFF)
# Not in wasm, where it only adds indirections to one program.
if(NOT EMSCRIPTEN)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()

if(EMSCRIPTEN)
  # clang 14 moves scalar loads that it has merged into v128.load64_splat past later calls: silently wrong numbers. Without
  # SLP vectorisation it makes none of them; the option counts only behind -O3.
  # A target's own level, if it has one: reading files is fast at any setting, and most of the module's code, so there the
  # page's download counts (-Oz); tests are compiled and linked sooner than they run (-O1).
  set(level "$<IF:$<BOOL:$<TARGET_PROPERTY:LEADWISE_WASM_LEVEL>>,$<TARGET_PROPERTY:LEADWISE_WASM_LEVEL>,-O3>")
  # Between the two, for a room that says LEADWISE_WASM_AIM size: it is neither vectorised nor unrolled, and inlined only where that
  # is no larger, as with the one-line functions that the standard library is made of. -Oz leaves even these as calls.
  set(size "$<STREQUAL:$<TARGET_PROPERTY:LEADWISE_WASM_AIM>,size>")
  target_compile_options(leadwise_settings INTERFACE ${level} -msimd128 "$<$<NOT:${size}>:-fno-slp-vectorize>" -fno-exceptions -fno-rtti
    "$<${size}:-O2>" "$<${size}:-fno-unroll-loops>" "$<${size}:-fno-vectorize>" "$<${size}:SHELL:-mllvm -inline-threshold=0>"
    "$<${size}:SHELL:-mllvm -inlinehint-threshold=25>" "$<${size}:-fno-slp-vectorize>")
  # -fno-rtti again when linking: it picks the Embind library that identifies types the same way.
  target_link_options(leadwise_settings INTERFACE ${level} -fno-rtti)
endif()

if(LEADWISE_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(leadwise_settings INTERFACE ${sanitizers})
  target_link_options(leadwise_settings INTERFACE ${sanitizers})
endif()

# leadwise_core_settings: the core never throws, and is held to it on every platform.
add_library(leadwise_core_settings INTERFACE)
target_compile_options(leadwise_core_settings INTERFACE -fno-exceptions)

# Only with coverage instrumentation in the rooms themselves does libFuzzer find its way into them.
if(LEADWISE_BUILD_FUZZERS)
  target_compile_options(leadwise_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()
