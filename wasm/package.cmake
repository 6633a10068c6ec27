# What npm packs, copied into the build folder whenever it changes.
set(package_files
  "${CMAKE_CURRENT_SOURCE_DIR}/leadwise.js"
  "${CMAKE_CURRENT_SOURCE_DIR}/core-instance.js"
  "${CMAKE_CURRENT_SOURCE_DIR}/leadwise-error.js"
  "${CMAKE_CURRENT_SOURCE_DIR}/checked-arguments.js"
  "${CMAKE_CURRENT_SOURCE_DIR}/package-files.js"
  "${CMAKE_CURRENT_SOURCE_DIR}/leadwise.d.ts"
  "${CMAKE_CURRENT_SOURCE_DIR}/README.md"
  "${PROJECT_SOURCE_DIR}/LICENSE"
  "${PROJECT_SOURCE_DIR}/core/model/leadwise-rv-overload.safetensors")

foreach(file IN LISTS package_files)
  get_filename_component(name "${file}" NAME)
  add_custom_command(OUTPUT "${package}/${name}" DEPENDS "${file}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" -E copy "${file}" "${package}/${name}")
  list(APPEND packed_files "${package}/${name}")
endforeach()
configure_file(package.json.in "${package}/package.json" @ONLY)
add_custom_target(leadwise_wasm_package ALL DEPENDS ${packed_files})
add_dependencies(leadwise_wasm leadwise_wasm_package)
