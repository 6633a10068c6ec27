# leadwise_add_module(NAME SOURCES file... LINKS target...): NAME.js (an ES module with one factory) and NAME.wasm in the
# build folder, for browsers, workers and Node.
function(leadwise_add_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "" "SOURCES;LINKS")
  set(target leadwise_wasm)
  add_executable(${target} ${module_SOURCES})
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name} SUFFIX .js RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  target_link_libraries(${target} PRIVATE leadwise_settings leadwise_warnings)
  leadwise_link_present(${target} PRIVATE ${module_LINKS})
  target_compile_definitions(${target} PRIVATE EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0) # they need RTTI
  # -fno-rtti again when linking: it picks the Embind that identifies types the same way.
  target_link_options(${target} PRIVATE --bind -fno-rtti
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1
    -sENVIRONMENT=web,worker   # Node runs it too, given the wasm's bytes; its own loading path is broken in old versions
    -sDYNAMIC_EXECUTION=0)     # the content-security policy of the page forbids new Function
endfunction()
