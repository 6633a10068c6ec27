# XNNPACK, Catch2 and what the readers need: built once by cmake/deps into LEADWISE_DEPS/{native,wasm}. scripts/setup does it beforehand;
# a plain cmake run does it here.
set(leadwise_platform native)
if(EMSCRIPTEN)
  set(leadwise_platform wasm)
endif()
set(leadwise_prefix "${LEADWISE_DEPS}/${leadwise_platform}")

execute_process(COMMAND "${CMAKE_COMMAND}"
  "-DLEADWISE_DEPS=${LEADWISE_DEPS}" "-DLEADWISE_DEPENDENCIES=${LEADWISE_DEPENDENCIES}"
  "-DPLATFORM=${leadwise_platform}" -P "${PROJECT_SOURCE_DIR}/cmake/deps/build.cmake"
  COMMAND_ERROR_IS_FATAL ANY)

# leadwise_built(NAME LIBRARY...): the installed static libraries, in link order.
function(leadwise_built name)
  add_library(leadwise_${name} INTERFACE)
  add_library(leadwise::${name} ALIAS leadwise_${name})
  target_include_directories(leadwise_${name} SYSTEM INTERFACE "${leadwise_prefix}/include")
  foreach(library IN LISTS ARGN)
    target_link_libraries(leadwise_${name} INTERFACE "${leadwise_prefix}/lib/lib${library}.a")
  endforeach()
endfunction()

leadwise_built(catch2 Catch2Main Catch2)
leadwise_built(pugixml pugixml)
target_compile_definitions(leadwise_pugixml INTERFACE PUGIXML_NO_EXCEPTIONS PUGIXML_NO_XPATH PUGIXML_NO_STL)
leadwise_built(zlib z)
leadwise_built(flac FLAC)
target_compile_definitions(leadwise_flac INTERFACE FLAC__NO_DLL)
if(EMSCRIPTEN)
  leadwise_built(xnnpack XNNPACK)
  return()
endif()

find_package(Threads REQUIRED)
leadwise_built(xnnpack XNNPACK microkernels-prod pthreadpool)
if(LEADWISE_DEPENDENCIES STREQUAL "debian")
  leadwise_check_package(libcpuinfo-dev)
  target_link_libraries(leadwise_xnnpack INTERFACE cpuinfo)
else()
  target_link_libraries(leadwise_xnnpack INTERFACE "${leadwise_prefix}/lib/libcpuinfo.a")
endif()
target_link_libraries(leadwise_xnnpack INTERFACE Threads::Threads m)
