# leadwise_warnings: linked privately by our own targets only, so that no dependency is held to it.
add_library(leadwise_warnings INTERFACE)
target_compile_options(leadwise_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wimplicit-fallthrough -Wundef)
if(LEADWISE_WERROR)
  target_compile_options(leadwise_warnings INTERFACE -Werror)
endif()
