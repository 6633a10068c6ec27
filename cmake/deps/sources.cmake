# leadwise_source(NAME OUT): the folder with a dependency's sources.
# debian: unpacked by scripts/setup. fetch: downloaded here, without adding its CMakeLists.txt.
include(FetchContent)

function(leadwise_source name out)
  if(LEADWISE_DEPENDENCIES STREQUAL "debian")
    set(folder "${LEADWISE_DEPS}/src/${name}")
    if(NOT IS_DIRECTORY "${folder}")
      message(FATAL_ERROR "${folder} is missing: run scripts/setup")
    endif()
  else()
    leadwise_pin(fetch ${name} pin)
    list(GET pin 0 repository)
    list(GET pin 1 tag)
    set(folder "${LEADWISE_DEPS}/src/${name}")
    FetchContent_Populate(${name} QUIET
      GIT_REPOSITORY "${repository}" GIT_TAG "${tag}" UPDATE_DISCONNECTED ON
      SOURCE_DIR "${folder}"
      SUBBUILD_DIR "${LEADWISE_DEPS}/fetch/${name}" BINARY_DIR "${LEADWISE_DEPS}/fetch/${name}-build")
  endif()
  set(${out} "${folder}" PARENT_SCOPE)
endfunction()
