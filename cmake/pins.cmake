# leadwise_pin(KIND NAME OUT): the columns behind "KIND NAME" in pins.txt, as a list.
set(LEADWISE_PINS_FILE "${CMAKE_CURRENT_LIST_DIR}/pins.txt")

function(leadwise_pin kind name out)
  file(STRINGS "${LEADWISE_PINS_FILE}" lines REGEX "^${kind} +${name} ")
  if(lines STREQUAL "")
    message(FATAL_ERROR "cmake/pins.txt has no line '${kind} ${name}'")
  endif()
  string(REGEX REPLACE " +" ";" columns "${lines}")
  list(SUBLIST columns 2 -1 columns)
  set(${out} "${columns}" PARENT_SCOPE)
endfunction()
