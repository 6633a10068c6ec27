# leadwise_deps_stamp(MODE OUT): changes whenever the pins or the way of building change, so that old builds are not reused.
function(leadwise_deps_stamp mode out)
  file(GLOB inputs "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/*.cmake" "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CMakeLists.txt"
    "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/wasm_*/*.h"
    "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../pins.txt")
  set(all "${mode}")
  foreach(input IN LISTS inputs)
    file(SHA256 "${input}" hash)
    string(APPEND all " ${hash}")
  endforeach()
  string(SHA256 stamp "${all}")
  set(${out} "${stamp}" PARENT_SCOPE)
endfunction()

# leadwise_deps_complete(PREFIX MODE OUT): whether PREFIX holds what the pins ask for.
function(leadwise_deps_complete prefix mode out)
  set(${out} FALSE PARENT_SCOPE)
  if(EXISTS "${prefix}/complete")
    file(READ "${prefix}/complete" found)
    leadwise_deps_stamp(${mode} wanted)
    if(found STREQUAL wanted)
      set(${out} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()
