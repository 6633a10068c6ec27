# cmake -DPLATFORM=native|wasm -DLEADWISE_DEPS=DIR -DLEADWISE_DEPENDENCIES=debian|fetch -P build.cmake
# Builds cmake/deps for one platform, installs it to LEADWISE_DEPS/PLATFORM and marks it complete.
set(build "${LEADWISE_DEPS}/build-${PLATFORM}")
set(prefix "${LEADWISE_DEPS}/${PLATFORM}")
set(toolchain "")
if(PLATFORM STREQUAL "wasm")
  set(toolchain "-DCMAKE_TOOLCHAIN_FILE=${CMAKE_CURRENT_LIST_DIR}/../toolchains/emscripten.cmake")
endif()

execute_process(COMMAND "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${build}" -G Ninja
  -DCMAKE_BUILD_TYPE=Release "-DCMAKE_INSTALL_PREFIX=${prefix}" ${toolchain}
  "-DLEADWISE_DEPS=${LEADWISE_DEPS}" "-DLEADWISE_DEPENDENCIES=${LEADWISE_DEPENDENCIES}"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${build}" --target install
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(TOUCH "${prefix}/complete")
