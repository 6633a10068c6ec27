leadwise_source(catch2 catch2_source)
set(CATCH_DEVELOPMENT_BUILD OFF CACHE BOOL "")
if(EMSCRIPTEN)
  # The core is built without exceptions there, so are its tests.
  set(CATCH_CONFIG_DISABLE_EXCEPTIONS ON CACHE BOOL "")
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
endif()
add_subdirectory("${catch2_source}" catch2)
# Upstream offers all of it as one file too, so it may be compiled in a few pieces: half the time of a hundred.
set_target_properties(Catch2 PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 30)
target_compile_options(Catch2 PRIVATE -O1)

# Catch2 installs itself only when it is the top-level project.
install(TARGETS Catch2 Catch2WithMain DESTINATION lib)
install(DIRECTORY "${catch2_source}/src/catch2" "${CMAKE_BINARY_DIR}/catch2/generated-includes/catch2"
  DESTINATION include FILES_MATCHING PATTERN "*.hpp")
