# leadwise_add_room(NAME SOURCES file... [LINKS target...] [PRIVATE_LINKS target...])
# One static library leadwise_NAME. LINKS show in the room's public headers, PRIVATE_LINKS do not.
function(leadwise_add_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  set(target leadwise_${name})
  add_library(${target} STATIC ${room_SOURCES})
  set_source_files_properties(${room_SOURCES} PROPERTIES UNITY_GROUP ${name})
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  # Parsing the standard library takes half of the time of compiling small files. -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
  # shows whether every file includes what it needs.
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <optional> <span> <string> <string_view>
    <vector> <tl/expected.hpp>)
  target_link_libraries(${target}
    PUBLIC leadwise_settings ${room_LINKS}
    PRIVATE $<BUILD_INTERFACE:leadwise_warnings> $<BUILD_INTERFACE:leadwise_core_settings> ${room_PRIVATE_LINKS})
endfunction()

# leadwise_add_folder(NAME file...): a folder of room NAME with files of its own. The files of a folder are compiled as one,
# with CMAKE_UNITY_BUILD as the presets have it: most of the time goes into the same headers. A name in an unnamed namespace
# is therefore unique in its folder.
function(leadwise_add_folder name)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE sources)
  target_sources(leadwise_${name} PRIVATE ${sources})
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  set_source_files_properties(${sources} TARGET_DIRECTORY leadwise_${name} PROPERTIES UNITY_GROUP ${folder})
endfunction()

# leadwise_for_speed(NAME file...): files of the current folder that loop over samples, in a room whose LEADWISE_WASM_AIM is size
# (settings.cmake). In wasm each is compiled by itself, as where there is no such aim.
function(leadwise_for_speed name)
  if(EMSCRIPTEN)
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE sources)
    set_source_files_properties(${sources} TARGET_DIRECTORY leadwise_${name} PROPERTIES
      COMPILE_OPTIONS "-O3;-funroll-loops;-fvectorize;-fno-slp-vectorize;-mllvm;-inline-threshold=225;-mllvm;-inlinehint-threshold=325"
      SKIP_PRECOMPILE_HEADERS ON) # which are compiled for size
  endif()
endfunction()

# leadwise_add_program(NAME SOURCES file... LINKS target...): an executable right in the build folder. Its own code reads
# options and prints; the two large headers are parsed once and compiled without effort, the rooms do the work.
function(leadwise_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 program "" "" "SOURCES;LINKS")
  add_executable(${name} ${program_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE leadwise_settings leadwise_warnings ${program_LINKS})
  target_precompile_headers(${name} PRIVATE <CLI/CLI.hpp> <nlohmann/json.hpp>)
  target_compile_options(${name} PRIVATE -O1)
endfunction()
