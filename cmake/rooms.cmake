# leadwise_add_folder(NAME): adds a folder once its owner has put a CMakeLists.txt there.
function(leadwise_add_folder name)
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/CMakeLists.txt")
    add_subdirectory(${name})
  endif()
endfunction()

# leadwise_add_room(NAME SOURCES file... [LINKS target...] [PRIVATE_LINKS target...])
# One static library leadwise_NAME. LINKS show in the room's public headers, PRIVATE_LINKS do not.
# Without sources there is no target yet, and who links it goes without.
function(leadwise_add_room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;LINKS;PRIVATE_LINKS")
  if(NOT room_SOURCES)
    return()
  endif()
  set(target leadwise_${name})
  add_library(${target} STATIC ${room_SOURCES})
  target_link_libraries(${target} PUBLIC leadwise_settings
    PRIVATE $<BUILD_INTERFACE:leadwise_warnings> $<BUILD_INTERFACE:leadwise_core_settings>)
  leadwise_link_present(${target} PUBLIC ${room_LINKS})
  leadwise_link_present(${target} PRIVATE ${room_PRIVATE_LINKS})
endfunction()

function(leadwise_link_present target scope)
  foreach(library IN LISTS ARGN)
    if(TARGET ${library})
      target_link_libraries(${target} ${scope} ${library})
    else()
      message(STATUS "${target}: ${library} is not there yet")
    endif()
  endforeach()
endfunction()

# leadwise_add_program(NAME SOURCES file... LINKS target...): an executable right in the build folder.
function(leadwise_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 program "" "" "SOURCES;LINKS")
  add_executable(${name} ${program_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  target_link_libraries(${name} PRIVATE leadwise_settings leadwise_warnings)
  leadwise_link_present(${name} PRIVATE ${program_LINKS})
endfunction()
