# Header-only libraries. Each gets a folder of its own with nothing else in it: /usr/include must never be added to a
# wasm target, and on Debian that is where they all are.

# leadwise_debian_headers(NAME PACKAGE ENTRY...): links the entries, paths below /usr/include, into a private folder.
function(leadwise_debian_headers name package)
  leadwise_check_package(${package})
  set(folder "${PROJECT_BINARY_DIR}/headers/${name}")
  file(MAKE_DIRECTORY "${folder}")
  foreach(entry IN LISTS ARGN)
    get_filename_component(file_name "${entry}" NAME)
    if(NOT EXISTS "/usr/include/${entry}")
      message(FATAL_ERROR "/usr/include/${entry} is missing: run scripts/setup")
    endif()
    file(CREATE_LINK "/usr/include/${entry}" "${folder}/${file_name}" SYMBOLIC)
  endforeach()
  leadwise_header_target(${name} "${folder}")
endfunction()

# leadwise_check_package(PACKAGE): the installed version is one of those pinned.
function(leadwise_check_package package)
  leadwise_pin(package ${package} allowed)
  execute_process(COMMAND dpkg-query -W -f "\${source:Upstream-Version}" ${package}
    OUTPUT_VARIABLE version ERROR_QUIET)
  if(version STREQUAL "")
    message(FATAL_ERROR "Debian package ${package} is missing: run scripts/setup")
  endif()
  if(NOT version IN_LIST allowed)
    message(FATAL_ERROR "${package} ${version} is not a pinned version (${allowed}); see cmake/pins.txt")
  endif()
endfunction()

# leadwise_fetch_headers(NAME FOLDER): downloads upstream and uses its header folder.
function(leadwise_fetch_headers name folder)
  include(FetchContent)
  leadwise_pin(fetch ${name} pin)
  list(GET pin 0 repository)
  list(GET pin 1 tag)
  set(source "${LEADWISE_DEPS}/src/${name}")
  FetchContent_Populate(${name} QUIET
    GIT_REPOSITORY "${repository}" GIT_TAG "${tag}" UPDATE_DISCONNECTED ON
    SOURCE_DIR "${source}"
    SUBBUILD_DIR "${LEADWISE_DEPS}/fetch/${name}" BINARY_DIR "${LEADWISE_DEPS}/fetch/${name}-build")
  leadwise_header_target(${name} "${source}/${folder}")
endfunction()

function(leadwise_header_target name folder)
  add_library(leadwise_${name} INTERFACE)
  add_library(leadwise::${name} ALIAS leadwise_${name})
  target_include_directories(leadwise_${name} SYSTEM INTERFACE "${folder}")
endfunction()

if(LEADWISE_DEPENDENCIES STREQUAL "debian")
  leadwise_debian_headers(expected libexpected-dev tl)
  leadwise_debian_headers(json nlohmann-json3-dev nlohmann)
  leadwise_debian_headers(fast_float libfast-float-dev fast_float)
  leadwise_debian_headers(eigen libeigen3-dev eigen3/Eigen)
  leadwise_debian_headers(cli11 libcli11-dev CLI)
else()
  leadwise_fetch_headers(expected include)
  leadwise_fetch_headers(json single_include)
  leadwise_fetch_headers(fast_float include)
  leadwise_fetch_headers(eigen .)
  leadwise_fetch_headers(cli11 include)
endif()

# One setting in every target: two builds of one header-only library in a program would clash.
target_compile_definitions(leadwise_json INTERFACE JSON_NOEXCEPTION)
