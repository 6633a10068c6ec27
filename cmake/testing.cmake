# leadwise_add_tests(ROOM source...): builds leadwise_tests_ROOM with Catch2 and registers it with ctest.
# It sees the room's internals (core/src/ROOM) and reads files below LEADWISE_GOLDEN_DIR. Under wasm it runs in Node.
# More libraries: target_link_libraries(leadwise_tests_ROOM PRIVATE ...).
function(leadwise_add_tests room)
  set(target leadwise_tests_${room})
  add_executable(${target} ${ARGN})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_compile_definitions(${target} PRIVATE LEADWISE_GOLDEN_DIR="${PROJECT_SOURCE_DIR}/tests/golden")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/core/src/${room}" "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${target} PRIVATE leadwise_settings leadwise_warnings leadwise::catch2 leadwise_${room})
  # The tests' own code need not be fast, only the rooms that they test; this saves a third of its compilation.
  target_compile_options(${target} PRIVATE -O1)
  set_target_properties(${target} PROPERTIES LEADWISE_WASM_LEVEL -O1)
  # Every test file includes these; parsing them once a program saves a third of the build.
  target_precompile_headers(${target} PRIVATE <catch2/catch_test_macros.hpp> <optional> <span> <string> <vector>)
  if(EMSCRIPTEN)
    leadwise_run_in_node(${target})
  endif()
  set(selection "")
  if(LEADWISE_SANITIZE)
    # Hundreds of real recordings, and the published network, take minutes with sanitizers; other levels run them.
    set(selection "~[recordings]~[large]")
  elseif(EMSCRIPTEN)
    # Natively they are measured; that wasm answers alike is held on recordings by the module's tests.
    set(selection "~[recordings]")
  endif()
  add_test(NAME ${room} COMMAND ${target} ${selection} --colour-mode none)
  if(LEADWISE_SANITIZE)
    set_tests_properties(${room} PROPERTIES ENVIRONMENT
      "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1;UBSAN_OPTIONS=print_stacktrace=1")
  endif()
endfunction()

# NODERAWFS gives the tests the real file system, so they open the same golden files as natively. Compilation is
# synchronous because the glue of older Emscripten otherwise calls fetch() on a file path.
function(leadwise_run_in_node target)
  target_link_options(${target} PRIVATE -sNODERAWFS=1 -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1
    -sWASM_ASYNC_COMPILATION=0)
  # Nine programs are linked of the same rooms; without optimising again that takes two thirds of the time.
  target_link_options(${target} PRIVATE -Wl,--lto-O0)
  # The package in the build folder is an ES module; the test programs are not.
  file(WRITE "${PROJECT_BINARY_DIR}/tests/package.json" "{\"type\": \"commonjs\"}\n")
endfunction()

# leadwise_add_fuzzer(NAME source...): builds leadwise_fuzz_NAME; its sources define LLVMFuzzerTestOneInput.
# Rooms: target_link_libraries(leadwise_fuzz_NAME PRIVATE leadwise_io). Seeds lie in tests/fuzz/seeds/NAME.
function(leadwise_add_fuzzer name)
  set(target leadwise_fuzz_${name})
  add_executable(${target} ${ARGN})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/fuzzers")
  target_link_libraries(${target} PRIVATE leadwise_settings leadwise_warnings)
  target_link_options(${target} PRIVATE -fsanitize=fuzzer)
endfunction()
