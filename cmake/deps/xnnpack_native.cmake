# XNNPACK by its own CMakeLists.txt, without tests and without the kernels that no operator uses.
foreach(part IN ITEMS TESTS BENCHMARKS ALL_MICROKERNELS)
  set(XNNPACK_BUILD_${part} OFF CACHE BOOL "")
endforeach()
set(XNNPACK_LIBRARY_TYPE static CACHE STRING "")
set(XNNPACK_ENABLE_KLEIDIAI OFF CACHE BOOL "") # Arm only, and one more dependency
set(PTHREADPOOL_LIBRARY_TYPE static CACHE STRING "")

leadwise_source(pthreadpool PTHREADPOOL_SOURCE_DIR)
leadwise_source(fp16 FP16_SOURCE_DIR)
leadwise_source(fxdiv FXDIV_SOURCE_DIR)
leadwise_source(xnnpack xnnpack_source)
if(NOT DEFINED CPUINFO_SOURCE_DIR)
  set(CPUINFO_SOURCE_DIR "${LEADWISE_DEPS}/src/cpuinfo") # only named: the target exists already
endif()

add_compile_options(-w) # not our code
if(LEADWISE_CPUINFO_COMPAT)
  add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:SHELL:-include ${LEADWISE_CPUINFO_COMPAT}>")
endif()
add_subdirectory("${xnnpack_source}" xnnpack)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$" AND CMAKE_C_COMPILER_ID STREQUAL "GNU") # where it was tried
  include(joined_kernels.cmake)
  leadwise_join_kernels(microkernels-prod)
endif()
target_include_directories(xnnpack-base INTERFACE "${FP16_SOURCE_DIR}/include")
install(FILES "${xnnpack_source}/include/xnnpack.h" "${PTHREADPOOL_SOURCE_DIR}/include/pthreadpool.h" DESTINATION include)
