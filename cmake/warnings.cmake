# leadwise_warnings: linked privately by our own targets only, so that no dependency is held to it.
add_library(leadwise_warnings INTERFACE)
target_compile_options(leadwise_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wimplicit-fallthrough -Wundef)
# GCC 12 reports overlaps and overruns inside std::string's own operators that are none (its bugs 105329 and 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(leadwise_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
    -Wno-stringop-overread)
endif()
if(LEADWISE_WERROR)
  target_compile_options(leadwise_warnings INTERFACE -Werror)
endif()
