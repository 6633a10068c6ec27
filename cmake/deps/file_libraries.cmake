# What the readers of files need: pugixml, zlib's inflate and libFLAC's decoder, as static libraries, the same sources and
# settings natively and in wasm. Their own build files configure far more than these few files need.
leadwise_source(pugixml pugixml_source)
leadwise_source(zlib zlib_source)
leadwise_source(flac flac_source)

add_library(pugixml STATIC "${pugixml_source}/src/pugixml.cpp")
# The definitions are repeated where the headers are used (cmake/dependency_builds.cmake).
target_compile_definitions(pugixml PRIVATE PUGIXML_NO_EXCEPTIONS PUGIXML_NO_XPATH PUGIXML_NO_STL)
target_compile_options(pugixml PRIVATE -w -fno-exceptions)

set(zlib_files adler32 crc32 inffast inflate inftrees zutil)
# scripts/make_* and the tests deflate; the program itself never does, and the linker leaves these out.
list(APPEND zlib_files compress deflate trees)
list(TRANSFORM zlib_files REPLACE "(.+)" "${zlib_source}/\\1.c")
add_library(z STATIC ${zlib_files})
target_compile_options(z PRIVATE -w)

set(flac_files bitmath bitreader cpu crc fixed float format lpc md5 memory stream_decoder)
list(TRANSFORM flac_files REPLACE "(.+)" "${flac_source}/src/libFLAC/\\1.c")
add_library(FLAC STATIC ${flac_files})
target_include_directories(FLAC PRIVATE "${flac_source}/include" "${flac_source}/src/libFLAC/include")
# No assembly and no intrinsics: an ECG is decoded faster than it is read.
target_compile_definitions(FLAC PRIVATE FLAC__NO_DLL FLAC__NO_ASM FLAC__HAS_OGG=0 FLAC__HAS_X86INTRIN=0
  FLAC__HAS_NEONINTRIN=0 HAVE_STDINT_H HAVE_LROUND HAVE_FSEEKO PACKAGE_VERSION="1.4.2")
target_compile_options(FLAC PRIVATE -w)
set_target_properties(FLAC z PROPERTIES C_EXTENSIONS ON)
if(EMSCRIPTEN)
  foreach(library IN ITEMS pugixml z FLAC)
    target_compile_options(${library} PRIVATE "${leadwise_wasm_size_option}")
  endforeach()
endif()

install(TARGETS pugixml z FLAC DESTINATION lib)
install(FILES "${pugixml_source}/src/pugixml.hpp" "${pugixml_source}/src/pugiconfig.hpp"
  "${zlib_source}/zlib.h" "${zlib_source}/zconf.h" DESTINATION include)
install(DIRECTORY "${flac_source}/include/FLAC" DESTINATION include FILES_MATCHING PATTERN "*.h")
