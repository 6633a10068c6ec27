# Every dependency as a target leadwise::NAME, the same by name on every platform and from either source:
# expected, json, fast_float, eigen, cli11 (headers), xnnpack, catch2, pugixml, zlib, flac (built once, shared by all build folders).
# libtorch is found by training/ itself.
include(pins)

set(default_deps "${PROJECT_SOURCE_DIR}/build/deps")
if(DEFINED ENV{LEADWISE_DEPS})
  set(default_deps "$ENV{LEADWISE_DEPS}")
endif()
# scripts/setup leaves a note of the source that it took; without one there is only upstream.
set(default_source fetch)
if(EXISTS "${default_deps}/mode")
  file(STRINGS "${default_deps}/mode" default_source LIMIT_COUNT 1)
endif()
set(LEADWISE_DEPS "${default_deps}" CACHE PATH "Folder that holds the dependencies; scripts/setup fills it")
set(LEADWISE_DEPENDENCIES "${default_source}" CACHE STRING "debian (packages and source packages) or fetch (upstream)")
set_property(CACHE LEADWISE_DEPENDENCIES PROPERTY STRINGS debian fetch)

include(dependency_headers)
include(dependency_builds)
