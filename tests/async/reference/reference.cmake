# SPDX-License-Identifier: MIT
# Makes the reference in OUTPUT; any warning is an error.
cmake_minimum_required(VERSION 3.25)
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
file(WRITE "${OUTPUT}/Doxyfile" "@INCLUDE = ${root}/docs/Doxyfile\nOUTPUT_DIRECTORY = ${OUTPUT}\n")
execute_process(COMMAND "${DOXYGEN}" "${OUTPUT}/Doxyfile" WORKING_DIRECTORY "${root}"
  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR output MATCHES "warning: |error: ")
  message(FATAL_ERROR "doxygen returned ${result}:\n${output}")
endif()
if(NOT EXISTS "${OUTPUT}/html/index.html")
  message(FATAL_ERROR "there is no reference")
endif()
