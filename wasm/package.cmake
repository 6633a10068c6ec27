# What npm packs, copied into the build folder whenever it changes.
set(LEADWISE_WEIGHTS "${PROJECT_SOURCE_DIR}/core/model/leadwise-rv-overload.safetensors"
  CACHE FILEPATH "The weights that the package ships")

# leadwise_pack(FILE NAME): FILE is in the package under NAME.
function(leadwise_pack file name)
  add_custom_command(OUTPUT "${package}/${name}" DEPENDS "${file}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" -E copy "${file}" "${package}/${name}")
  set_property(GLOBAL APPEND PROPERTY leadwise_packed_files "${package}/${name}")
endfunction()

foreach(name IN ITEMS leadwise.js core-instance.js leadwise-error.js checked-arguments.js head-examples.js package-files.js
    leadwise.d.ts README.md)
  leadwise_pack("${CMAKE_CURRENT_SOURCE_DIR}/${name}" ${name})
endforeach()
leadwise_pack("${PROJECT_SOURCE_DIR}/LICENSE" LICENSE)
leadwise_pack("${PROJECT_SOURCE_DIR}/THIRD-PARTY-LICENCES.txt" THIRD-PARTY-LICENCES.txt)
leadwise_pack("${LEADWISE_WEIGHTS}" leadwise-rv-overload.safetensors)

configure_file(package.json.in "${package}/package.json" @ONLY)
get_property(packed_files GLOBAL PROPERTY leadwise_packed_files)
add_custom_target(leadwise_wasm_package ALL DEPENDS ${packed_files})
add_dependencies(leadwise_wasm leadwise_wasm_package)
