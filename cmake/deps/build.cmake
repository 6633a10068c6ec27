# cmake -DPLATFORM=native|wasm -DLEADWISE_DEPS=DIR -DLEADWISE_DEPENDENCIES=debian|fetch -P build.cmake
# Builds cmake/deps for one platform and installs it to LEADWISE_DEPS/PLATFORM, unless that is there already.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/stamp.cmake")
set(build "${LEADWISE_DEPS}/build-${PLATFORM}")
set(prefix "${LEADWISE_DEPS}/${PLATFORM}")
set(toolchain "")
if(PLATFORM STREQUAL "wasm")
  set(toolchain "-DCMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/../toolchains/emscripten.cmake")
endif()

file(LOCK "${LEADWISE_DEPS}/${PLATFORM}.lock") # two build folders may ask at once
leadwise_deps_complete("${prefix}" ${LEADWISE_DEPENDENCIES} complete)
if(complete)
  return()
endif()

message(STATUS "Building XNNPACK, Catch2, pugixml, zlib and FLAC (${PLATFORM}), once")
execute_process(COMMAND "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${build}" -G Ninja
  -DCMAKE_BUILD_TYPE=Release "-DCMAKE_INSTALL_PREFIX=${prefix}" ${toolchain}
  "-DLEADWISE_DEPS=${LEADWISE_DEPS}" "-DLEADWISE_DEPENDENCIES=${LEADWISE_DEPENDENCIES}"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${build}" --target install
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
leadwise_deps_stamp(${LEADWISE_DEPENDENCIES} stamp)
file(WRITE "${prefix}/complete" "${stamp}")
