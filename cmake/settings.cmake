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
  # A room that says LEADWISE_WASM_AIM size is compiled with the flags of deps/wasm_size_flags.cmake.
  include("${CMAKE_CURRENT_LIST_DIR}/deps/wasm_size_flags.cmake")
  set(size "$<STREQUAL:$<TARGET_PROPERTY:LEADWISE_WASM_AIM>,size>")
  # -fno-slp-vectorize stays behind -O2 or -O3.
  # Every browser with SIMD has the three other features; they are the shorter code. (bulk-memory would ask for threads: clang 14
  # then keeps thread_local variables as what they are.)
  target_compile_options(leadwise_settings INTERFACE "$<$<NOT:${size}>:${level}>" "$<$<NOT:${size}>:-fno-slp-vectorize>"
    "$<${size}:${leadwise_wasm_size_option}>" -msimd128 -mnontrapping-fptoint -msign-ext -mmutable-globals
    -fno-exceptions -fno-rtti)
  # Nobody asks errno of mathematics, and a module has one thread.
  target_compile_options(leadwise_settings INTERFACE -fno-math-errno -fno-threadsafe-statics)
  # Code is made when linking, of all rooms at once: smaller and faster. There the linker's own thresholds count: inlined is what
  # gets no larger by it, and nothing is vectorised that was not before.
  target_compile_options(leadwise_settings INTERFACE -flto)
  target_link_options(leadwise_settings INTERFACE -flto "${leadwise_wasm_link_option}")
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
