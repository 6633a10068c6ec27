# XNNPACK's own CMakeLists.txt refuses Emscripten; this is the part of it that wasm with SIMD needs, in one library.
leadwise_source(pthreadpool pthreadpool_source)
leadwise_source(fp16 fp16_source)
leadwise_source(fxdiv fxdiv_source)
leadwise_source(xnnpack xnnpack_source)

foreach(set IN ITEMS scalar wasm wasmsimd)
  include("${xnnpack_source}/cmake/gen/${set}_microkernels.cmake")
endforeach()
set(kernels ${PROD_SCALAR_MICROKERNEL_SRCS} ${PROD_WASM_MICROKERNEL_SRCS} ${PROD_WASMSIMD_MICROKERNEL_SRCS})
list(REMOVE_DUPLICATES kernels)
list(TRANSFORM kernels PREPEND "${xnnpack_source}/")

# A glob is right here: the folder is a pinned tarball and never changes under us.
file(GLOB library
  "${xnnpack_source}/src/*.c" "${xnnpack_source}/src/operators/*.c" "${xnnpack_source}/src/subgraph/*.c"
  "${xnnpack_source}/src/subgraph/*.cc" "${xnnpack_source}/src/configs/*.c" "${xnnpack_source}/src/enums/*.c"
  "${xnnpack_source}/src/tables/*.c" "${xnnpack_source}/src/reference/*.cc")

add_library(XNNPACK STATIC ${library} ${kernels}
  "${pthreadpool_source}/src/legacy-api.c" "${pthreadpool_source}/src/shim.c") # pthreadpool without threads
# wasm_compat first: two generated kernels include <arm_neon.h> by mistake.
target_include_directories(XNNPACK PRIVATE
  "${CMAKE_CURRENT_LIST_DIR}/wasm_compat" "${xnnpack_source}/include" "${xnnpack_source}/src"
  "${pthreadpool_source}/include" "${fp16_source}/include" "${fxdiv_source}/include")
target_compile_definitions(XNNPACK PRIVATE
  XNN_ENABLE_CPUINFO=0 XNN_ENABLE_JIT=0 XNN_ENABLE_ASSEMBLY=0 XNN_ENABLE_SPARSE=0 XNN_ENABLE_MEMOPT=1
  XNN_ENABLE_GEMM_M_SPECIALIZATION=0 XNN_ENABLE_DWCONV_MULTIPASS=0 XNN_LOG_LEVEL=0 FXDIV_USE_INLINE_ASSEMBLY=0)
target_compile_options(XNNPACK PRIVATE -w -O3 -fno-math-errno)
set_target_properties(XNNPACK PROPERTIES C_EXTENSIONS ON)
# 500 kernels of a function each, joined by the dozen: a quarter of the time. The rest has names that clash.
set_target_properties(XNNPACK PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 24)
set_source_files_properties(${library} "${pthreadpool_source}/src/legacy-api.c" "${pthreadpool_source}/src/shim.c"
  PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
# What sets up and calls the kernels runs once a layer: for the download.
set_property(SOURCE ${library} APPEND PROPERTY COMPILE_OPTIONS ${leadwise_wasm_size_flags})
# Only what the networks use is linked: wasm_only_used says how.
function(leadwise_only_used header)
  list(TRANSFORM ARGN PREPEND "${xnnpack_source}/src/" OUTPUT_VARIABLE sources)
  set_property(SOURCE ${sources} APPEND PROPERTY
    COMPILE_OPTIONS -include "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/wasm_only_used/${header}")
endfunction()
leadwise_only_used(operators.h
  subgraph/convolution-2d.c subgraph/deconvolution-2d.c subgraph/fully-connected.c subgraph/unary.c)
leadwise_only_used(kernels.h operators/reduce-nd.c operators/unary-elementwise-nc.c)

install(TARGETS XNNPACK DESTINATION lib)
install(FILES "${xnnpack_source}/include/xnnpack.h" "${pthreadpool_source}/include/pthreadpool.h" DESTINATION include)
