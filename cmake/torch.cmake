# leadwise::torch, for the trainer only. Another libtorch (2.x, CUDA) is taken with -DCMAKE_PREFIX_PATH=<its folder>.
find_package(Torch QUIET)
if(NOT Torch_FOUND)
  message(FATAL_ERROR "The trainer needs libtorch, which is not here: run scripts/setup, or name its folder with "
    "-DCMAKE_PREFIX_PATH=, or do without the trainer with -DLEADWISE_BUILD_TRAINING=OFF")
endif()
if(LEADWISE_DEPENDENCIES STREQUAL "debian" AND Torch_DIR MATCHES "^/usr/lib/")
  leadwise_check_package(libtorch-dev)
endif()

add_library(leadwise_torch INTERFACE)
add_library(leadwise::torch ALIAS leadwise_torch)
target_include_directories(leadwise_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
target_link_libraries(leadwise_torch INTERFACE ${TORCH_LIBRARIES})
