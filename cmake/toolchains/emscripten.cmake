# Emscripten as found on the PATH; no emcmake wrapper is needed.
find_program(LEADWISE_EMCC emcc REQUIRED)
file(REAL_PATH "${LEADWISE_EMCC}" leadwise_emcc_path)
get_filename_component(leadwise_emscripten_root "${leadwise_emcc_path}" DIRECTORY)

foreach(root IN ITEMS "$ENV{EMSCRIPTEN}" "${leadwise_emscripten_root}" /usr/share/emscripten)
  set(description "${root}/cmake/Modules/Platform/Emscripten.cmake")
  if(EXISTS "${description}")
    include("${description}")
    break()
  endif()
endforeach()
if(NOT EMSCRIPTEN)
  message(FATAL_ERROR "emcc is at ${leadwise_emcc_path}, but its CMake platform file was not found: set EMSCRIPTEN")
endif()

# Debian keeps the JavaScript modules of the linker (acorn) where only Debian's own Node.js looks.
if(EXISTS /usr/share/nodejs)
  set(CMAKE_C_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=/usr/share/nodejs")
  set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_C_LINKER_LAUNCHER}")
endif()
