# SPDX-License-Identifier: Apache-2.0
# cmake -DPROGRAM=… -DPREFIX=… -DFOLDER=… -DOUTPUT=… -P discover.cmake
#
# Writes the CTest entries of one test program. Catch's own module loses names that hold a semicolon, and warns where
# a program has no slow test.
cmake_minimum_required(VERSION 3.25)

set(script "")
foreach(label fast slow)
  if(label STREQUAL slow)
    set(spec "[slow]")
    set(timeout 1800)
  else()
    set(spec "~[slow]")
    set(timeout 300)
  endif()
  execute_process(
    COMMAND ${PROGRAM} --list-test-names-only ${spec}
    OUTPUT_VARIABLE output
    ERROR_VARIABLE output
    RESULT_VARIABLE result)
  if(NOT result MATCHES "^[0-9]+$") # the number of tests, or a word for the signal
    message(FATAL_ERROR "${PROGRAM} cannot list its tests: ${result}\n${output}")
  endif()
  # Out of the way: what a CMake list would take for its own.
  string(REPLACE "[" "<open>" output "${output}")
  string(REPLACE "]" "<close>" output "${output}")
  string(REPLACE ";" "<semicolon>" output "${output}")
  string(REPLACE "\n" ";" output "${output}")
  foreach(line IN LISTS output)
    if(line STREQUAL "")
      continue()
    endif()
    string(REPLACE "<semicolon>" ";" name "${line}")
    string(REPLACE "<close>" "]" name "${name}")
    string(REPLACE "<open>" "[" name "${name}")
    # As a Catch test spec: a comma would be "or", brackets a tag, quotes a name.
    string(REGEX REPLACE "([][,\"\\\\])" "\\\\\\1" only "${name}")
    string(APPEND script
           "add_test([==[${PREFIX}: ${name}]==] [==[${PROGRAM}]==] [==[${only}]==] --warn NoTests)\n"
           "set_tests_properties([==[${PREFIX}: ${name}]==] PROPERTIES LABELS ${label} TIMEOUT ${timeout}\n"
           "  WORKING_DIRECTORY [==[${FOLDER}]==] SKIP_REGULAR_EXPRESSION \"(^|\\n)skipped: \")\n")
  endforeach()
endforeach()
file(WRITE ${OUTPUT} "${script}")
